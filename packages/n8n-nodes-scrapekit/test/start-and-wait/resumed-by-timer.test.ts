import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { deliver, follow, itemsOf, startEngine, type TestEngine } from '../support/engine.ts';
import { waitingWorkflow } from '../support/workflows.ts';

let engine: TestEngine;
beforeAll(async () => void (engine = await startEngine()));
afterAll(async () => await engine.close());
afterEach(() => {
	vi.useRealTimers();
	engine.scrapeKit.intercept = undefined;
	engine.scrapeKit.received.length = 0;
});

describe('Start and Wait, resumed by timer', () => {
	test('polls the job until it has ended when no webhook arrives', async () => {
		const run = follow(engine, waitingWorkflow());
		const [jobId = ''] = await run.parkedJobs(1);
		engine.clock.ring();
		await run.parked(2);
		engine.scrapeKit.end(jobId);
		engine.clock.ring();
		const outcome = await run.outcome;

		expect(outcome.resumes.map(({ by }) => by)).toEqual(['timer', 'timer']);
		expect(itemsOf(outcome, 'Next')).toHaveLength(2);
		expect(engine.scrapeKit.creates).toHaveLength(1);
	});

	test('links each lead to the item that requested it', async () => {
		const items = [{ json: { query: 'dentists' } }, { json: { query: 'plumbers' } }];
		const run = follow(engine, waitingWorkflow(), { items });
		for (const jobId of await run.parkedJobs(1)) engine.scrapeKit.end(jobId);

		engine.clock.ring();
		const leads = itemsOf(await run.outcome, 'ScrapeKit');

		expect(leads.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 0 },
			{ item: 1 },
			{ item: 1 },
		]);
	});

	test('C184: polls at the documented intervals, or at the interval that the user set', async () => {
		vi.useFakeTimers({ toFake: ['Date'] });
		const sleepOf = async (waiting: object) => {
			const run = follow(engine, waitingWorkflow({ waiting: { waitInPlace: 0, ...waiting } }));
			const parking = await run.parked(1);
			for (const jobId of await run.parkedJobs(1)) engine.scrapeKit.end(jobId);
			engine.clock.ring();
			await run.outcome;
			return parking?.kind === 'parked' ? (parking.until.getTime() - Date.now()) / 1000 : 0;
		};

		expect(await sleepOf({})).toBe(5);
		expect(await sleepOf({ pollEvery: 30 })).toBe(30);
		expect(await sleepOf({ resumeBy: 'webhook', giveUpAfter: 10 })).toBe(600);
	});

	test('polls, and gives the reason in a hint, when the credential holds no webhook secret', async () => {
		const credentials = engine.credentialsWith({ webhookSecret: '' });
		const run = follow(engine, waitingWorkflow(), { credentials });
		for (const jobId of await run.parkedJobs(1)) engine.scrapeKit.end(jobId);
		engine.clock.ring();
		const outcome = await run.outcome;

		expect(engine.scrapeKit.creates[0]).not.toHaveProperty('webhook_url');
		expect(outcome.hints.join()).toContain('holds no webhook secret');
		expect(itemsOf(outcome, 'Next')).toHaveLength(2);
	});

	test.each<[string, [number, unknown]]>([
		['a maintenance page', [200, '<html>maintenance</html>']],
		['a redirect', [302, {}]],
	])('A31: asks again at the next poll when a reading of the job is answered with %s', async (_, answer) => {
		const run = follow(engine, waitingWorkflow());
		const [jobId = ''] = await run.parkedJobs(1);
		engine.scrapeKit.intercept = () => answer;
		engine.clock.ring();
		await run.parked(2);
		engine.scrapeKit.intercept = undefined;
		engine.scrapeKit.end(jobId);
		engine.clock.ring();
		const outcome = await run.outcome;

		expect(outcome.error).toBeUndefined();
		expect(itemsOf(outcome, 'Next')).toHaveLength(2);
	});

	test('ends with the reason of the failure when the job fails', async () => {
		const run = follow(engine, waitingWorkflow());
		const [jobId = ''] = await run.parkedJobs(1);
		engine.scrapeKit.end(jobId, 'failed', 'The source gave out');
		expect(await deliver(engine.scrapeKit.webhookUrl(), jobId, { status: 'failed' })).toBe(200);

		engine.clock.ring();
		const { status, error } = await run.outcome;

		expect(status).toBe('error');
		expect(error?.message).toContain('The source gave out');
		expect(error?.node).toBe('ScrapeKit');
	});

	test('returns an item with the reason when the node continues on errors', async () => {
		const items = [{ json: { query: 'dentists' } }, { json: { query: 'plumbers' } }];
		const run = follow(engine, waitingWorkflow({}, { onError: 'continueRegularOutput' }), { items });
		const [first = '', second = ''] = await run.parkedJobs(1);
		engine.scrapeKit.end(first, 'cancelled');
		engine.scrapeKit.end(second);
		engine.clock.ring();
		const leads = itemsOf(await run.outcome, 'Next');

		expect(leads).toHaveLength(3);
		expect(leads[0]?.json.error).toContain('was cancelled');
		expect(leads[1]?.json.query).toBe('plumbers');
	});

	test('A31: gives up when the time is up, with an error that names the job', async () => {
		const run = follow(engine, waitingWorkflow({ waiting: { waitInPlace: 0, giveUpAfter: 0 } }));

		const { status, error } = await run.outcome;

		expect(status).toBe('error');
		expect(error?.message).toMatch(/Job sk_job_\d+ was still queued/);
		expect(error?.description).toContain('Get Leads');
	});
});
