import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { deliver, follow, itemsOf, startEngine, type TestEngine } from '../support/engine.ts';
import { refusal } from '../support/scripted-scrapekit.ts';
import { sleepingWorkflow } from '../support/workflows.ts';

let engine: TestEngine;
beforeAll(async () => void (engine = await startEngine()));
afterAll(async () => await engine.close());
afterEach(() => {
	vi.useRealTimers();
	engine.scrapeKit.intercept = undefined;
	engine.scrapeKit.received.length = 0;
});

describe('Start and Wait, asleep and woken by the timer', () => {
	test('polls the job until it has ended when no webhook arrives', async () => {
		const run = follow(engine, sleepingWorkflow());
		const [jobId = ''] = await run.parkedJobs(1);
		engine.clock.ring();
		await run.parked(2);
		engine.scrapeKit.end(jobId);
		engine.clock.ring();
		const outcome = await run.outcome;

		expect(outcome.resumes.map(({ by }) => by)).toEqual(['timer', 'timer']);
		expect(outcome.hints.join()).toContain('check the webhook secret in the credential');
		expect(itemsOf(outcome, 'Next')).toHaveLength(2);
		expect(engine.scrapeKit.creates).toHaveLength(1);
	});

	test('links each lead to the item that requested it', async () => {
		const items = [{ json: { query: 'dentists' } }, { json: { query: 'plumbers' } }];
		const run = follow(engine, sleepingWorkflow(), { items });
		for (const jobId of await run.parkedJobs(1)) engine.scrapeKit.end(jobId);

		engine.clock.ring();
		const leads = itemsOf(await run.outcome, 'ScrapeKit', 1);

		expect(leads.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 0 },
			{ item: 1 },
			{ item: 1 },
		]);
	});

	test('C184: polls at the documented intervals, or at the interval that the user set', async () => {
		vi.useFakeTimers({ toFake: ['Date'] });
		const sleepOf = async (options: object) => {
			const run = follow(engine, sleepingWorkflow({ options: { ...options } }));
			const parking = await run.parked(1);
			for (const jobId of await run.parkedJobs(1)) engine.scrapeKit.end(jobId);
			engine.clock.ring();
			await run.outcome;
			return parking?.kind === 'parked' ? (parking.until.getTime() - Date.now()) / 1000 : 0;
		};

		// The interval varies by 10 %.
		expect(Math.abs((await sleepOf({})) - 5)).toBeLessThanOrEqual(0.5);
		expect(Math.abs((await sleepOf({ pollEvery: 30 })) - 30)).toBeLessThanOrEqual(3);
		expect(await sleepOf({ pollEvery: 600, giveUpAfter: 1 })).toBe(60);
	});

	test('polls, and gives the reason in a hint, when the credential holds no webhook secret', async () => {
		const credentials = engine.credentialsWith({ webhookSecret: '' });
		const run = follow(engine, sleepingWorkflow(), { credentials });
		for (const jobId of await run.parkedJobs(1)) engine.scrapeKit.end(jobId);
		engine.clock.ring();
		const outcome = await run.outcome;

		expect(engine.scrapeKit.creates[0]).not.toHaveProperty('webhook_url');
		expect(outcome.hints.join()).toContain('holds no webhook secret');
		expect(itemsOf(outcome, 'Next')).toHaveLength(2);
	});

	test('waits in place, and says so, when "Still Running" is not connected', async () => {
		engine.scrapeKit.intercept = ({ method, path }) => {
			const id = path.split('/').at(-1) ?? '';
			if (method === 'GET' && id.startsWith('sk_job_')) engine.scrapeKit.end(id);
			return undefined;
		};
		const options = { options: { pollEvery: 0.01 } };
		const outcome = await follow(engine, sleepingWorkflow(options, {}, { connected: false })).outcome;

		expect(outcome.resumes).toEqual([]);
		expect(outcome.hints.join()).toContain('"Still Running" is not connected');
		expect(itemsOf(outcome, 'Next')).toHaveLength(2);
	});

	test.each<[string, [number, unknown]]>([
		['a maintenance page', [200, '<html>maintenance</html>']],
		['a redirect', [302, {}]],
	])('A31: sleeps on when a reading of the job is answered with %s', async (_, answer) => {
		const run = follow(engine, sleepingWorkflow());
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

	test('ends at once with the reason of the failure when a webhook reports a failed job', async () => {
		const items = [{ json: { query: 'dentists' } }, { json: { query: 'plumbers' } }];
		const run = follow(engine, sleepingWorkflow(), { items });
		const [first = '', second = ''] = await run.parkedJobs(1);
		engine.scrapeKit.end(first, 'failed', 'The source gave out');
		expect(await deliver(engine.scrapeKit.webhookUrl(), first, { status: 'failed' })).toBe(200);
		const { status, error } = await run.outcome;

		expect(status).toBe('error');
		expect(error?.message).toContain('The source gave out');
		expect(error?.description).toContain(second);
		expect(error?.node).toBe('ScrapeKit');
	});

	test('returns an item with the reason when the node continues on errors', async () => {
		const items = [{ json: { query: 'dentists' } }, { json: { query: 'plumbers' } }];
		const run = follow(engine, sleepingWorkflow({}, { onError: 'continueRegularOutput' }), { items });
		const [first = '', second = ''] = await run.parkedJobs(1);
		engine.scrapeKit.end(first, 'cancelled');
		engine.scrapeKit.end(second);
		engine.clock.ring();
		const leads = itemsOf(await run.outcome, 'Next');

		expect(leads).toHaveLength(3);
		expect(leads[0]?.json).toMatchObject({
			job_id: first,
			error: expect.stringContaining('was cancelled') as string,
		});
		expect(leads[1]?.json.query).toBe('plumbers');
	});

	test('A31: gives up when the time is up, with an error that names the job', async () => {
		const run = follow(engine, sleepingWorkflow({ options: { giveUpAfter: 0 } }));

		const { status, error } = await run.outcome;

		expect(status).toBe('error');
		expect(error?.message).toMatch(/Job sk_job_\d+ was still queued/);
	});

	test('C083: gives up an item when other jobs of the account use all slots for too long', async () => {
		vi.useFakeTimers({ toFake: ['Date'] });
		engine.scrapeKit.intercept = ({ method }) =>
			method === 'POST' ? refusal(429, 'too_many_active_jobs') : undefined;
		engine.scrapeKit.retryAfter = '3600';
		const run = follow(engine, sleepingWorkflow({ options: { giveUpAfter: 30 } }));
		await run.parked(1);
		vi.setSystemTime(Date.now() + 31 * 60_000);
		engine.clock.ring();
		const { status, error } = await run.outcome;
		engine.scrapeKit.retryAfter = undefined;

		expect(status).toBe('error');
		expect(error?.message).toBe('The job of this item could not be started within 31 minutes');
		expect(error?.description).toContain('already runs as many jobs as it may');
	});

	test('adds one empty item to the leads, and none to the loop, with Always Output Data', async () => {
		engine.scrapeKit.intercept = ({ path }) =>
			path.includes('results') ? [200, { job_id: 'x', status: 'completed', results: [] }] : undefined;
		const run = follow(engine, sleepingWorkflow({}, { alwaysOutputData: true }));
		const [jobId = ''] = await run.parkedJobs(1);
		engine.clock.ring();
		await run.parked(2);
		engine.scrapeKit.end(jobId);
		engine.clock.ring();
		const outcome = await run.outcome;

		expect(outcome.status).toBe('success');
		expect(itemsOf(outcome, 'Next').map(({ json }) => json)).toEqual([{}]);
		expect(outcome.hints.join()).toContain('no results');
		expect(engine.scrapeKit.creates).toHaveLength(1);
	});
});
