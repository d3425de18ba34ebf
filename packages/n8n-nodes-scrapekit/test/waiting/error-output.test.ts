import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { INodeParameters, NodeOperationError } from 'n8n-workflow';
import type { Outcome } from '../../../workflow-runner/src/index.ts';
import { deliver, follow, itemsOf, startEngine, type TestEngine } from '../support/engine.ts';
import { refusal } from '../support/scripted-scrapekit.ts';
import { sleepingWorkflow } from '../support/workflows.ts';

let engine: TestEngine;
beforeAll(async () => void (engine = await startEngine()));
afterAll(async () => await engine.close());
afterEach(() => {
	engine.scrapeKit.intercept = undefined;
	engine.scrapeKit.received.length = 0;
});

describe('Start and Wait, with an error output', () => {
	const items = [{ json: { query: 'dentists' } }, { json: { query: 'plumbers' } }];
	const withErrorOutput = (parameters: INodeParameters = {}) =>
		sleepingWorkflow(parameters, { onError: 'continueErrorOutput' });
	const queriesOf = (outcome: Outcome, node: string) => itemsOf(outcome, node).map(({ json }) => json.query);
	const refusePlumbers = () => {
		engine.scrapeKit.intercept = ({ method, body }) =>
			method === 'POST' && body.query === 'plumbers' ? refusal(402, 'insufficient_credits') : undefined;
	};

	test('returns all leads by the output Leads when the timer resumes it', async () => {
		const run = follow(engine, withErrorOutput(), { items });
		expect(await run.parkedJobs(1)).toHaveLength(2);
		engine.clock.ring();
		const jobIds = await run.parkedJobs(2);
		expect(jobIds).toHaveLength(2);
		for (const jobId of jobIds) engine.scrapeKit.end(jobId);
		engine.clock.ring();
		const outcome = await run.outcome;

		expect(queriesOf(outcome, 'Next')).toEqual(['dentists', 'dentists', 'plumbers', 'plumbers']);
		expect(itemsOf(outcome, 'Errors')).toEqual([]);
		expect(engine.scrapeKit.creates).toHaveLength(2);
	});

	test('returns all leads by the output Leads when a webhook resumes it', async () => {
		const run = follow(engine, withErrorOutput(), { items });
		const [first = '', second = ''] = await run.parkedJobs(1);
		engine.scrapeKit.end(first);
		engine.scrapeKit.end(second);
		await deliver(engine.scrapeKit.webhookUrl(), first);
		const outcome = await run.outcome;

		expect(queriesOf(outcome, 'Next')).toEqual(['dentists', 'dentists', 'plumbers', 'plumbers']);
		expect(itemsOf(outcome, 'Errors')).toEqual([]);
	});

	test('returns a failed job by the error output, with the fields of its input item', async () => {
		const run = follow(engine, withErrorOutput(), { items });
		const [first = '', second = ''] = await run.parkedJobs(1);
		engine.scrapeKit.end(first);
		engine.scrapeKit.end(second, 'failed', 'The source gave out');
		engine.clock.ring();
		const outcome = await run.outcome;

		expect(queriesOf(outcome, 'Next')).toEqual(['dentists', 'dentists']);
		expect(queriesOf(outcome, 'Errors')).toEqual(['plumbers']);
		expect(itemsOf(outcome, 'Errors')[0]?.json.error).toContain('The source gave out');
	});

	test('returns a refused item by the error output, and the leads of the others, when a webhook wakes it', async () => {
		refusePlumbers();
		const run = follow(engine, withErrorOutput(), { items });
		const [jobId = ''] = await run.parkedJobs(1);
		engine.scrapeKit.end(jobId);
		expect(await deliver(engine.scrapeKit.webhookUrl(), jobId)).toBe(200);
		const outcome = await run.outcome;

		expect(queriesOf(outcome, 'Next')).toEqual(['dentists', 'dentists']);
		expect(queriesOf(outcome, 'Errors')).toEqual(['plumbers']);
		expect(itemsOf(outcome, 'Errors')[0]?.json).toMatchObject({
			error: expect.stringContaining('insufficient_credits') as string,
			details: { status: 402, code: 'insufficient_credits' },
		});
	});

	test.each(['stopWorkflow', 'continueErrorOutput'] as const)(
		'accepts an item that an earlier node marked as failed (%s)',
		async (onError) => {
			const error = { message: 'An earlier node failed' } as NodeOperationError;
			const marked = [{ json: { query: 'dentists' }, error }];
			const run = follow(engine, sleepingWorkflow({}, { onError }), { items: marked });
			for (const jobId of await run.parkedJobs(1)) engine.scrapeKit.end(jobId);
			engine.clock.ring();

			expect(itemsOf(await run.outcome, 'Next')).toHaveLength(2);
			expect(engine.scrapeKit.creates).toHaveLength(1);
		},
	);
});
