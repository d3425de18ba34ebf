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

	test('starts no job when an option for its results is wrong', async () => {
		endAtReading(1);
		const outcome = await follow(engine, waitingWorkflow({ options: { maxItems: 'abc' } })).outcome;

		expect(outcome.error?.message).toContain('"Max Items" is "abc"');
		expect(engine.scrapeKit.creates).toEqual([]);
	});

	test('C042: names the pause that a server asks for when it is too long to wait for', async () => {
		engine.scrapeKit.retryAfter = '3600';
		engine.scrapeKit.intercept = () => refusal(429, 'rate_limited');
		const { error } = await follow(engine, waitingWorkflow()).outcome;
		engine.scrapeKit.retryAfter = undefined;

		expect(error?.message).toContain('Wait 3600 s');
		expect(error?.description).not.toContain('minute');
		expect(engine.scrapeKit.creates).toHaveLength(1);
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
