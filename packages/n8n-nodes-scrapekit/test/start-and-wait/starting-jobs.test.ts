import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { deliver, follow, itemsOf, startEngine, type TestEngine } from '../support/engine.ts';
import { refusal } from '../support/scripted-scrapekit.ts';
import { waitingWorkflow } from '../support/workflows.ts';

let engine: TestEngine;
beforeAll(async () => void (engine = await startEngine()));
afterAll(async () => await engine.close());
afterEach(() => {
	engine.scrapeKit.intercept = undefined;
	engine.scrapeKit.received.length = 0;
});

describe('Start and Wait, starting jobs', () => {
	test('waits for a small job without parking the execution', async () => {
		engine.scrapeKit.intercept = ({ method, path }) => {
			const id = path.split('/').at(-1) ?? '';
			if (method === 'GET' && id.startsWith('sk_job_')) engine.scrapeKit.end(id);
			return undefined;
		};
		const outcome = await follow(engine, waitingWorkflow({ waiting: { waitInPlace: 0.01 } })).outcome;

		expect(outcome.resumes).toEqual([]);
		expect(itemsOf(outcome, 'Next')).toHaveLength(2);
		expect(engine.scrapeKit.creates).toMatchObject([{ max_leads: 100 }]);
	});

	test('waits without parking the execution when it is the tool of an AI agent', async () => {
		engine.scrapeKit.intercept = ({ method, path }) => {
			const id = path.split('/').at(-1) ?? '';
			if (method === 'GET' && id.startsWith('sk_job_')) engine.scrapeKit.end(id);
			return undefined;
		};
		const tool = { type: 'n8n-nodes-scrapekit.scrapeKitTool' };
		const run = follow(engine, waitingWorkflow({ waiting: { waitInPlace: 0, pollEvery: 0.01 } }, tool));

		expect(itemsOf(await run.outcome, 'Next')).toHaveLength(2);
		expect(run.events.filter(({ kind }) => kind === 'parked')).toEqual([]);
	});

	test('C083: runs five jobs at a time and starts the others when slots become free', async () => {
		const items = Array.from({ length: 7 }, (_, index) => ({ json: { query: `niche ${index}` } }));
		const run = follow(engine, waitingWorkflow(), { items });
		const firstFive = (await run.parkedJobs(1)).filter((id) => id !== null);
		expect(engine.scrapeKit.creates).toHaveLength(5);

		for (const id of firstFive) engine.scrapeKit.end(id);
		engine.clock.ring();
		const all = await run.parkedJobs(2);
		expect(engine.scrapeKit.creates).toHaveLength(7);
		for (const id of all) engine.scrapeKit.end(id);
		engine.clock.ring();
		const outcome = await run.outcome;

		expect(itemsOf(outcome, 'Next')).toHaveLength(14);
		expect(new Set(engine.scrapeKit.creates.map(({ query }) => query)).size).toBe(7);
	});

	test('C189: does not repeat a create with an unknown outcome, even with Retry On Fail', async () => {
		engine.scrapeKit.intercept = ({ method }) => (method === 'POST' ? 'reset' : undefined);
		const retrying = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
		const { status, error } = await follow(engine, waitingWorkflow({}, retrying)).outcome;

		expect(status).toBe('error');
		expect(error?.message).toContain('may or may not have created the job');
		expect(engine.scrapeKit.creates).toHaveLength(1);
	});

	test('starts no job twice when n8n repeats a run in which one create failed', async () => {
		const items = [{ json: { query: 'dentists' } }, { json: { query: 'plumbers' } }];
		let refusals = 0;
		engine.scrapeKit.intercept = ({ method, body }) => {
			if (method !== 'POST' || body.query !== 'plumbers' || refusals > 0) return undefined;
			refusals++;
			return refusal(402, 'insufficient_credits');
		};
		const retrying = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
		const run = follow(engine, waitingWorkflow({}, retrying), { items });
		for (const id of await run.parkedJobs(1)) engine.scrapeKit.end(id);
		engine.clock.ring();
		await run.outcome;

		const queries = engine.scrapeKit.creates.map(({ query }) => query);
		expect(queries.filter((query) => query === 'dentists')).toHaveLength(1);
		expect(queries.filter((query) => query === 'plumbers')).toHaveLength(2);
	});

	test('starts a job for an item that arrives with a copied or forged ticket', async () => {
		const forged = { wait: 'run 0', ticket: '__proto__', jobId: 'sk_job_foreign' };
		const copied = { ...forged, ticket: 'run 0 item 0' };
		const items = [
			{ json: { query: 'dentists', scrapekit: forged } },
			{ json: { query: 'plumbers', scrapekit: copied } },
		];
		const run = follow(engine, waitingWorkflow(), { items });
		for (const id of await run.parkedJobs(1)) engine.scrapeKit.end(id);
		engine.clock.ring();
		await run.outcome;

		expect(engine.scrapeKit.creates.map(({ query }) => query)).toEqual(['dentists', 'plumbers']);
		expect({}).not.toHaveProperty('jobId');
	});

	test('starts no job when only webhooks may end the wait but the credential holds no secret', async () => {
		const credentials = engine.credentialsWith({ webhookSecret: '' });
		const workflow = waitingWorkflow({ waiting: { resumeBy: 'webhook' } });
		const { error } = await follow(engine, workflow, { credentials }).outcome;

		expect(error?.message).toContain('No webhook can resume this node');
		expect(engine.scrapeKit.creates).toEqual([]);
	});

	test('returns an item with the error of a failed job when only webhooks end the wait', async () => {
		const run = follow(engine, waitingWorkflow({ waiting: { waitInPlace: 0, resumeBy: 'webhook' } }));
		const [jobId = ''] = await run.parkedJobs(1);
		engine.scrapeKit.end(jobId, 'failed', 'The source gave out');
		await deliver(engine.scrapeKit.webhookUrl(), jobId, { status: 'failed' });

		const [item] = itemsOf(await run.outcome, 'Next');

		expect(item?.json).toEqual({
			job_id: jobId,
			error: expect.stringContaining('The source gave out') as string,
		});
	});
});
