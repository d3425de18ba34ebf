import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { follow, itemsOf, startEngine, type TestEngine } from '../support/engine.ts';
import { refusal } from '../support/scripted-scrapekit.ts';
import { waitingWorkflow } from '../support/workflows.ts';

let engine: TestEngine;
beforeAll(async () => void (engine = await startEngine()));
afterAll(async () => await engine.close());
afterEach(() => {
	engine.scrapeKit.intercept = undefined;
	engine.scrapeKit.received.length = 0;
});

/** Lets a job end when it is read for the nth time. */
function endAtReading(nth: number, status: (id: string) => string = () => 'completed'): void {
	const readings = new Map<string, number>();
	engine.scrapeKit.intercept = ({ method, path }) => {
		const id = path.split('/').at(-1) ?? '';
		if (method !== 'GET' || !id.startsWith('sk_job_')) return undefined;
		readings.set(id, (readings.get(id) ?? 0) + 1);
		if (readings.get(id) === nth) engine.scrapeKit.end(id, status(id), 'The source gave out');
		return undefined;
	};
}

const items = ['dentists', 'plumbers', 'bakers'].map((query) => ({ json: { query } }));
const queries = () => engine.scrapeKit.creates.map(({ query }) => query);

describe('Start and Wait, in place', () => {
	test('returns one item per lead when the job has ended, without a connection back', async () => {
		endAtReading(3);
		const outcome = await follow(engine, waitingWorkflow()).outcome;

		expect(outcome.resumes).toEqual([]);
		expect(itemsOf(outcome, 'Next').map(({ json }) => json)).toEqual([
			expect.objectContaining({
				name: 'Smile Austin',
				emails_found: ['hello@smileaustin.com', 'admin@smileaustin.com'],
				query: 'dentists',
			}),
			expect.objectContaining({ name: 'Downtown Dental', emails_found: [] }),
		]);
		expect(engine.scrapeKit.creates).toMatchObject([{ max_leads: 100 }]);
		expect(engine.scrapeKit.creates[0]).not.toHaveProperty('webhook_url');
	});

	test('links each lead to the item that asked for it', async () => {
		endAtReading(2);
		const leads = itemsOf(await follow(engine, waitingWorkflow(), { items }).outcome, 'ScrapeKit');

		expect(leads.map(({ json, pairedItem }) => [json.query, pairedItem])).toEqual(
			items.flatMap(({ json }, item) => [
				[json.query, { item }],
				[json.query, { item }],
			]),
		);
	});

	test('C083: runs five jobs at a time and starts each of the others as soon as a slot is free', async () => {
		const running = new Set<string>();
		let most = 0;
		engine.scrapeKit.intercept = ({ method, path, body }) => {
			const id = path.split('/').at(-1) ?? '';
			if (method === 'POST') running.add(String(body.query));
			most = Math.max(most, running.size);
			if (method === 'GET' && id.startsWith('sk_job_')) {
				engine.scrapeKit.end(id);
				running.delete(engine.scrapeKit.queryOf(id));
			}
			return undefined;
		};
		const twelve = Array.from({ length: 12 }, (_, index) => ({ json: { query: `niche ${index}` } }));
		const outcome = await follow(engine, waitingWorkflow(), { items: twelve }).outcome;

		expect(itemsOf(outcome, 'Next')).toHaveLength(24);
		expect(new Set(queries()).size).toBe(12);
		expect(most).toBe(5);
	});

	test('names the other paid jobs in the error that ends the run', async () => {
		endAtReading(2, (id) => (id === firstId() ? 'failed' : 'running'));
		const firstId = () => engine.scrapeKit.ids.at(-3) ?? '';
		const { status, error } = await follow(engine, waitingWorkflow(), { items }).outcome;

		expect(status).toBe('error');
		expect(error?.message).toContain('The source gave out');
		for (const id of engine.scrapeKit.ids.slice(-2)) expect(error?.description).toContain(id);
	});

	test.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'carries the id of the job, the status, the code and the request id of a failure (%s)',
		async (onError) => {
			engine.scrapeKit.intercept = ({ path }) =>
				path.includes('/sk_job_') ? refusal(403, 'account_suspended') : undefined;
			const outcome = await follow(engine, waitingWorkflow({}, { onError })).outcome;
			const [item] = itemsOf(outcome, onError === 'continueErrorOutput' ? 'Errors' : 'Next');
			const facts = {
				job_id: engine.scrapeKit.ids.at(-1),
				status: 403,
				code: 'account_suspended',
				request_id: 'req_0123456789',
			};

			expect(item?.json).toMatchObject(onError === 'continueErrorOutput' ? { details: facts } : facts);
		},
	);

	test('A31: gives up when the time is up, with an error that names the job', async () => {
		const { error } = await follow(engine, waitingWorkflow({ options: { giveUpAfter: 0.001 } })).outcome;

		expect(error?.message).toMatch(/Job sk_job_\d+ was still queued/);
		expect(error?.description).toContain('Give Up After');
	});

	test('waits an hour when Give Up After was cleared', async () => {
		endAtReading(3);
		const outcome = await follow(engine, waitingWorkflow({ options: { giveUpAfter: '' } })).outcome;

		expect(itemsOf(outcome, 'Next')).toHaveLength(2);
	});

	test('A31: goes on after readings that fail, because the job is paid and runs', async () => {
		let readings = 0;
		engine.scrapeKit.intercept = ({ path }) => {
			if (!path.includes('/sk_job_') || path.includes('results')) return undefined;
			readings++;
			if (readings === 1) return [200, '<html>maintenance</html>'];
			if (readings === 2) return [302, {}];
			engine.scrapeKit.end(path.split('/').at(-1) ?? '');
			return undefined;
		};
		const outcome = await follow(engine, waitingWorkflow()).outcome;

		expect(outcome.error).toBeUndefined();
		expect(itemsOf(outcome, 'Next')).toHaveLength(2);
	});

	test('answers an AI agent with the first rows and how to get the others', async () => {
		endAtReading(2);
		const tool = { type: 'n8n-nodes-scrapekit.scrapeKitTool' };
		const run = follow(engine, waitingWorkflow({}, tool));
		const [answer] = itemsOf(await run.outcome, 'Next');

		expect(answer?.json).toMatchObject({ status: 'completed', count: 2, note: 'These are all rows.' });
		expect(run.events.filter(({ kind }) => kind === 'parked')).toEqual([]);
	});
});

describe('Start and Wait, repeated by Retry On Fail', () => {
	const retrying = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

	test.each(['stopWorkflow', 'continueRegularOutput'] as const)(
		'C189: does not repeat a create with an unknown outcome (%s)',
		async (onError) => {
			engine.scrapeKit.intercept = ({ method }) => (method === 'POST' ? 'reset' : undefined);
			const outcome = await follow(engine, waitingWorkflow({}, { ...retrying, onError })).outcome;
			const text = outcome.error?.message ?? String(itemsOf(outcome, 'Next')[0]?.json.error);

			expect(text).toContain('may or may not have created the job');
			expect(engine.scrapeKit.creates).toHaveLength(1);
		},
	);

	test('X02: finds the job of a create that got no answer, by the id that the node gave it', async () => {
		endAtReading(2);
		const { intercept } = engine.scrapeKit;
		let resets = 0;
		engine.scrapeKit.intercept = (request) => {
			if (request.method === 'POST' && resets++ === 0) {
				engine.scrapeKit.create(request.body);
				return 'reset';
			}
			return intercept?.(request);
		};
		const outcome = await follow(engine, waitingWorkflow()).outcome;

		expect(itemsOf(outcome, 'Next')).toHaveLength(2);
		expect(engine.scrapeKit.creates).toHaveLength(1);
	});

	test.each(['stopWorkflow', 'continueRegularOutput'] as const)(
		'tries a refused create again and starts no job twice (%s)',
		async (onError) => {
			endAtReading(2);
			const { intercept } = engine.scrapeKit;
			let refusals = 0;
			engine.scrapeKit.intercept = (request) => {
				const { method, body } = request;
				const isFirst = method === 'POST' && body.query === 'dentists' && refusals++ === 0;
				return isFirst ? refusal(402, 'insufficient_credits') : intercept?.(request);
			};
			const outcome = await follow(engine, waitingWorkflow({}, { ...retrying, onError }), { items }).outcome;

			expect(outcome.error).toBeUndefined();
			expect(itemsOf(outcome, 'Next')).toHaveLength(6);
			expect(queries().filter((query) => query === 'dentists')).toHaveLength(2);
			expect(queries().filter((query) => query === 'plumbers')).toHaveLength(1);
		},
	);
});

describe('Start and Wait, in an execution that n8n retries', () => {
	test('X02: continues with the job of the execution that failed, and a new execution starts a new job', async () => {
		engine.scrapeKit.intercept = ({ path }) =>
			path.includes('/sk_job_') ? refusal(403, 'account_suspended') : undefined;
		const workflow = waitingWorkflow();
		expect((await follow(engine, workflow).outcome).status).toBe('error');
		endAtReading(1);
		const retried = await follow(engine, workflow, { mode: 'retry' }).outcome;

		expect(itemsOf(retried, 'Next')).toHaveLength(2);
		expect(retried.hints.join()).toContain('no second job was started');
		expect(engine.scrapeKit.creates).toHaveLength(1);

		await follow(engine, workflow).outcome;
		expect(engine.scrapeKit.creates).toHaveLength(2);
	});
});
