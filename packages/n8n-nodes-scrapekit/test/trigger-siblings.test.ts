import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { TriggerScene } from './support/active-trigger.ts';
import { startEngine, type TestEngine } from './support/engine.ts';
import { API_KEY as SCRUPP_KEY, scruppRoutes } from './support/scripted-scrupp.ts';

let engine: TestEngine;
let matchKraft: TriggerScene;
let scrupp: TriggerScene;
let scrapfly: TriggerScene;
beforeAll(async () => {
	engine = await startEngine();
	matchKraft = await TriggerScene.start({
		provider: 'matchkraft',
		type: 'matchKraftTrigger',
		credential: 'matchKraftApi',
		fields: { apiKey: 'mk' },
		engine,
	});
	scrupp = await TriggerScene.start({
		provider: 'scrupp',
		type: 'scruppTrigger',
		credential: 'scruppApi',
		fields: { apiKey: SCRUPP_KEY },
		engine,
	});
	scrapfly = await TriggerScene.start({
		provider: 'scrapfly',
		type: 'scrapflyTrigger',
		credential: 'scrapflyApi',
		fields: { apiKey: 'scp-live-0', webhookSecret: 'current', previousWebhookSecret: 'old' },
		engine,
	});
});
afterAll(async () => {
	for (const scene of [matchKraft, scrupp, scrapfly]) await scene[Symbol.asyncDispose]();
	await engine.close();
});

describe('MatchKraft Trigger', () => {
	const JOB = '0d7be5a5-9f0e-4f3c-9d52-3f5a3c1f8a11';
	const OTHER = '11111111-2222-4333-8444-555555555555';
	const hint = (jobId = JOB, status = 'COMPLETED', jobType = 'domain-scan') => ({
		event: 'job.completed',
		jobId,
		jobType,
		status,
	});
	const rows = [{ website: 'https://ibm.com', emails: ['contact@ibm.com', 'press@ibm.com'] }];
	let status = 'COMPLETED';
	beforeEach(() => {
		status = 'COMPLETED';
		matchKraft.server.received.length = 0;
		matchKraft.server.routes = {
			'GET /api/v2/domain-scan/results/*': ({ segments: [id], headers }) =>
				id === JOB && headers.apikey === 'mk' ? [200, { jobId: id, status, results: rows }] : [404, {}],
		};
	});

	test('M04, M06: emits the rows of a job once, although the delivery is not signed and arrives twice', async () => {
		await using trigger = await matchKraft.activate();

		expect(await trigger.deliver(hint())).toBe(200);
		expect(await trigger.deliver(hint())).toBe(200);

		expect(trigger.emitted()).toMatchObject([{ job_id: JOB, website: 'https://ibm.com' }]);
	});

	test('gives one item per address of a domain scan', async () => {
		await using trigger = await matchKraft.activate({ output: 'emails' });
		await trigger.deliver(hint());

		expect(trigger.emitted().map(({ email }) => email)).toEqual(['contact@ibm.com', 'press@ibm.com']);
	});

	test('M04, M09: starts no execution for a job of another program, and answers 200', async () => {
		await using trigger = await matchKraft.activate();

		expect(await trigger.deliver(hint(OTHER))).toBe(200);
		expect(trigger.outcomes).toEqual([]);
	});

	test('M09: believes the API and not the delivery', async () => {
		status = 'PROCESSING';
		await using trigger = await matchKraft.activate();

		expect(await trigger.deliver(hint())).toBe(200);
		expect(trigger.outcomes).toEqual([]);
	});

	test('M08: answers the test of the dashboard with 200 and starts no execution', async () => {
		await using trigger = await matchKraft.activate();

		expect(await trigger.deliver({ test: true })).toBe(200);
		expect(await trigger.deliver(hint('../../account'))).toBe(200);
		expect(trigger.outcomes).toEqual([]);
		expect(matchKraft.server.received).toEqual([]);
	});

	test('starts no execution for jobs that were not chosen', async () => {
		await using trigger = await matchKraft.activate({ jobs: ['emailFinder'] });
		await trigger.deliver(hint());

		expect(trigger.outcomes).toEqual([]);
	});
});

describe('Scrupp Trigger', () => {
	const ended = (process_id = 6666, status = 'completed') => ({
		event: 'task.completed',
		process_id,
		status,
	});
	beforeEach(() => void (scrupp.server.routes = scruppRoutes()));

	test('S07: emits the results of a task that the API key of the credential has signed', async () => {
		await using trigger = await scrupp.activate();

		expect(await trigger.deliver(ended(), { secret: SCRUPP_KEY })).toBe(200);
		expect(await trigger.deliver(ended(), { secret: SCRUPP_KEY })).toBe(200);

		expect(trigger.emitted().map(({ item }) => item)).toEqual(['ibm', 'acme']);
	});

	test('S07: accepts the first key of the account and the former one', async () => {
		const changes = { webhookSecret: 'sk_live_first', previousWebhookSecret: 'sk_live_former' };
		await using trigger = await scrupp.activate({ output: 'job' }, { changes });

		expect(await trigger.deliver(ended(), { secret: 'sk_live_first' })).toBe(200);
		expect(await trigger.deliver(ended(7777), { secret: 'sk_live_former' })).toBe(200);
		expect(await trigger.deliver(ended(), { secret: 'sk_live_other' })).toBe(401);

		expect(trigger.emitted().map(({ job_id }) => job_id)).toEqual(['6666', '7777']);
	});

	test('starts no execution for a forged delivery or a task of another account', async () => {
		await using trigger = await scrupp.activate();

		expect(await trigger.deliver(ended())).toBe(401);
		expect(await trigger.deliver(ended(9999), { secret: SCRUPP_KEY })).toBe(200);
		expect(trigger.outcomes).toEqual([]);
	});

	test('reads a job of the Jobs API when this type is chosen', async () => {
		await using trigger = await scrupp.activate({ jobs: 'job' });
		await trigger.deliver(ended(8888), { secret: SCRUPP_KEY });

		expect(trigger.emitted()).toMatchObject([{ job_id: '8888', item: 'ibm' }]);
	});
});

describe('Scrapfly Trigger', () => {
	const delivery = (uuid: string, result: object = {}) => ({
		config: { url: 'https://example.com' },
		context: { job: { uuid, status: 'DONE' }, webhook: { name: 'n8n', secret: 'current' } },
		result: { url: 'https://example.com', success: true, status_code: 200, content: 'Hello', ...result },
	});

	test('F01: emits the page that a signed delivery brings, once, without a request', async () => {
		await using trigger = await scrapfly.activate();

		expect(await trigger.deliver(delivery('job-1'), { secret: 'current' })).toBe(200);
		expect(await trigger.deliver(delivery('job-1'), { secret: 'current' })).toBe(200);

		expect(trigger.emitted()).toEqual([
			{ job_id: 'job-1', url: 'https://example.com', success: true, status_code: 200, content: 'Hello' },
		]);
		expect(scrapfly.server.received).toEqual([]);
	});

	test('F07: emits a failed page without the secret that the delivery contains', async () => {
		await using trigger = await scrapfly.activate({ events: ['failed'] });
		await trigger.deliver(delivery('job-2', { success: false, error: { code: 'ERR::SCRAPE' } }), {
			secret: 'old',
		});

		expect(trigger.emitted()).toMatchObject([{ job_id: 'job-2', status: 'failed' }]);
		expect(JSON.stringify(trigger.emitted())).not.toContain('current');
	});

	test('F16: answers the unsigned ping of a new webhook with 200, and any other unsigned request with 401', async () => {
		await using trigger = await scrapfly.activate();
		const ping = { 'X-Scrapfly-Webhook-Resource-Type': 'ping' };

		expect(await trigger.deliver({}, { headers: ping })).toBe(200);
		expect(await trigger.deliver(delivery('job-3'))).toBe(401);
		expect(await trigger.deliver(delivery('job-3'), { secret: 'forged' })).toBe(401);
		expect(trigger.outcomes).toEqual([]);
	});

	test('F13: starts no execution for a delivery with a job id in a header only', async () => {
		await using trigger = await scrapfly.activate();
		const headers = {
			'X-Scrapfly-Webhook-Resource-Type': 'extraction',
			'X-Scrapfly-Webhook-Job-Id': 'job-4',
		};

		expect(await trigger.deliver({ data: {} }, { secret: 'current', headers })).toBe(200);
		expect(trigger.outcomes).toEqual([]);
	});

	test('refuses activation when the credential holds no webhook secret', async () => {
		const changes = { webhookSecret: '', previousWebhookSecret: '' };

		await expect(scrapfly.activate({}, { changes })).rejects.toThrow('holds no webhook secret');
	});
});
