import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { deliver, follow, itemsOf, startEngine, type TestEngine } from '../support/engine.ts';
import { loopingWorkflow, sleepingWorkflow } from '../support/workflows.ts';

let engine: TestEngine;
beforeAll(async () => void (engine = await startEngine()));
afterAll(async () => await engine.close());
afterEach(() => {
	engine.scrapeKit.intercept = undefined;
	engine.scrapeKit.received.length = 0;
});

describe('Start and Wait, with a node after "Still Running" that removes fields', () => {
	const items = [{ json: { query: 'dentists' } }, { json: { query: 'plumbers' } }];
	const allRemoved = '={{ { query: $json.query } }}';
	const secondRemoved = '={{ $itemIndex === 1 ? { query: $json.query } : $json }}';
	const continuing = { onError: 'continueRegularOutput' } as const;
	const queries = () => engine.scrapeKit.creates.map(({ query }) => query);

	test('ends with an error that names the waiting jobs, and starts no job again', async () => {
		const run = follow(engine, sleepingWorkflow({}, {}, { jsonInLoop: allRemoved }), { items });
		const [first = '', second = ''] = await run.parkedJobs(1);
		engine.clock.ring();
		const { status, error } = await run.outcome;

		expect(status).toBe('error');
		expect(error?.node).toBe('ScrapeKit');
		expect(error?.message).toContain('a node between "Still Running" and the input of this node');
		expect(error?.message).toContain('"waiting_job"');
		expect(error?.message).toContain(`${first}, ${second}`);
		expect(error?.description).toContain('Connect "Still Running" directly');
		expect(queries()).toEqual(['dentists', 'plumbers']);
	});

	test('starts no job again when n8n repeats the run', async () => {
		const retrying = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
		for (const extra of [retrying, { ...retrying, ...continuing }]) {
			engine.scrapeKit.received.length = 0;
			const run = follow(engine, sleepingWorkflow({}, extra, { jsonInLoop: allRemoved }), { items });
			await run.parked(1);
			engine.clock.ring();
			await run.outcome;

			expect(queries()).toEqual(['dentists', 'plumbers']);
		}
	});

	test('returns error items that name the waiting jobs when the node continues on errors', async () => {
		const run = follow(engine, sleepingWorkflow({}, continuing, { jsonInLoop: allRemoved }), { items });
		const jobIds = await run.parkedJobs(1);
		engine.clock.ring();
		const errors = itemsOf(await run.outcome, 'Next').map(({ json }) => String(json.error));

		expect(errors).toHaveLength(2);
		for (const error of errors) expect(error).toContain(jobIds.join(', '));
		expect(queries()).toEqual(['dentists', 'plumbers']);
	});

	test('keeps waiting for the items that have kept their field, over several polls', async () => {
		const run = follow(engine, sleepingWorkflow({}, continuing, { jsonInLoop: secondRemoved }), { items });
		const [first = '', second = ''] = await run.parkedJobs(1);
		for (const poll of [2, 3, 4]) {
			engine.clock.ring();
			await run.parked(poll);
		}
		engine.scrapeKit.end(first);
		engine.clock.ring();
		const out = itemsOf(await run.outcome, 'Next').map(({ json }) => json);

		expect(out.map(({ query }) => query)).toEqual(['dentists', 'dentists', undefined]);
		expect(out[2]?.error).toContain(second);
		expect(out[2]?.error).not.toContain(first);
		expect(queries()).toEqual(['dentists', 'plumbers']);
	});

	test('returns an item without its field by the error output', async () => {
		const extra = { onError: 'continueErrorOutput' } as const;
		const run = follow(engine, sleepingWorkflow({}, extra, { jsonInLoop: secondRemoved }), { items });
		const [first = '', second = ''] = await run.parkedJobs(1);
		engine.scrapeKit.end(first);
		engine.clock.ring();
		const outcome = await run.outcome;

		expect(itemsOf(outcome, 'Next')).toHaveLength(2);
		expect(itemsOf(outcome, 'Errors').map(({ json }) => json)).toEqual([
			expect.objectContaining({
				query: 'plumbers',
				error: expect.stringContaining('has lost its field') as string,
			}),
		]);
		expect(queries()).toEqual(['dentists', 'plumbers']);
	});
});

describe('Start and Wait, in a loop over items', () => {
	const items = [{ json: { query: 'dentists' } }, { json: { query: 'plumbers' } }];
	const queries = () => engine.scrapeKit.creates.map(({ query }) => query);

	test.each(['timer', 'webhook'] as const)(
		'starts the next batch after a %s has ended the wait',
		async (by) => {
			const run = follow(engine, loopingWorkflow({}), { items });
			for (const batch of [1, 2]) {
				const [jobId = ''] = await run.parkedJobs(batch);
				engine.scrapeKit.end(jobId);
				if (by === 'timer') engine.clock.ring();
				else await deliver(engine.scrapeKit.webhookUrl(batch - 1), jobId);
			}
			const outcome = await run.outcome;

			expect(outcome.status).toBe('success');
			expect(outcome.resumes.map((resume) => resume.by)).toEqual([by, by]);
			expect(queries()).toEqual(['dentists', 'plumbers']);
		},
	);
});
