import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { deliver, follow, itemsOf, startEngine, type TestEngine } from '../support/engine.ts';
import { waitingWorkflow } from '../support/workflows.ts';

let engine: TestEngine;
beforeAll(async () => void (engine = await startEngine()));
afterAll(async () => await engine.close());
afterEach(() => {
	engine.scrapeKit.intercept = undefined;
	engine.scrapeKit.received.length = 0;
});

describe('Start and Wait, resumed by webhook', () => {
	test('C185: stays parked until the signed webhook arrives, then returns one item per lead', async () => {
		const run = follow(engine, waitingWorkflow());
		const [jobId = ''] = await run.parkedJobs(1);
		engine.scrapeKit.end(jobId);

		expect(await deliver(engine.scrapeKit.webhookUrl(), jobId)).toBe(200);
		const outcome = await run.outcome;

		expect(outcome.status).toBe('success');
		expect(outcome.resumes.map(({ by }) => by)).toEqual(['webhook']);
		expect(itemsOf(outcome, 'Next').map(({ json }) => json)).toEqual([
			expect.objectContaining({
				name: 'Smile Austin',
				emails_found: ['hello@smileaustin.com', 'admin@smileaustin.com'],
				job_id: jobId,
				query: 'dentists',
				location: 'Austin, Texas',
			}),
			expect.objectContaining({ name: 'Downtown Dental', rating: null, emails_found: [] }),
		]);
	});

	test('finds its jobs again when the name of the node has quotes, braces and backslashes', async () => {
		const workflow = waitingWorkflow();
		const name = `"Leads" {{ }} of 'B' \\ \`C\``;
		const renamed = JSON.parse(
			JSON.stringify(workflow).replaceAll('"ScrapeKit"', JSON.stringify(name)),
		) as typeof workflow;
		const run = follow(engine, renamed);
		const [jobId = ''] = await run.parkedJobs(1);
		engine.scrapeKit.end(jobId);

		expect(await deliver(engine.scrapeKit.webhookUrl(), jobId)).toBe(200);
		expect((await run.outcome).resumes.map(({ by }) => by)).toEqual(['webhook']);
	});

	test('gives ScrapeKit the resume URL that n8n signed for this execution', async () => {
		const run = follow(engine, waitingWorkflow());
		const [jobId = ''] = await run.parkedJobs(1);
		engine.scrapeKit.end(jobId);
		const url = new URL(engine.scrapeKit.webhookUrl());

		expect(url.searchParams.get('signature')).toMatch(/^[0-9a-f]{64}$/);
		url.searchParams.set('signature', '0'.repeat(64));
		expect(await deliver(url.href, jobId)).toBe(401);

		await deliver(engine.scrapeKit.webhookUrl(), jobId);
		await run.outcome;
	});

	test('C196: refuses a forged webhook with 401 and stays parked', async () => {
		const run = follow(engine, waitingWorkflow());
		const [jobId = ''] = await run.parkedJobs(1);
		engine.scrapeKit.end(jobId);

		expect(await deliver(engine.scrapeKit.webhookUrl(), jobId, { secret: 'whsec_forged' })).toBe(401);
		expect(await deliver(engine.scrapeKit.webhookUrl(), jobId, { now: new Date(Date.now() - 301_000) })).toBe(
			401,
		);
		expect(run.events.filter(({ kind }) => kind === 'resumed')).toEqual([]);

		await deliver(engine.scrapeKit.webhookUrl(), jobId);
		expect((await run.outcome).status).toBe('success');
	});

	test('C186: stays parked when a webhook calls the job completed but the API does not', async () => {
		const run = follow(engine, waitingWorkflow());
		const [jobId = ''] = await run.parkedJobs(1);

		expect(await deliver(engine.scrapeKit.webhookUrl(), jobId)).toBe(200);
		expect(run.events.filter(({ kind }) => kind === 'resumed')).toEqual([]);

		engine.scrapeKit.end(jobId);
		await deliver(engine.scrapeKit.webhookUrl(), jobId);
		expect((await run.outcome).status).toBe('success');
	});

	test('ignores a genuine webhook about a job of another execution', async () => {
		const run = follow(engine, waitingWorkflow());
		const [jobId = ''] = await run.parkedJobs(1);
		const otherJob = engine.scrapeKit.add('completed');
		engine.scrapeKit.end(jobId);

		expect(await deliver(engine.scrapeKit.webhookUrl(), otherJob)).toBe(200);
		expect(run.events.filter(({ kind }) => kind === 'resumed')).toEqual([]);

		await deliver(engine.scrapeKit.webhookUrl(), jobId);
		await run.outcome;
	});

	test('waits for the last of several jobs and links each lead to its item', async () => {
		const items = [{ json: { query: 'dentists' } }, { json: { query: 'plumbers' } }];
		const run = follow(engine, waitingWorkflow(), { items });
		const [first = '', second = ''] = await run.parkedJobs(1);
		engine.scrapeKit.end(first);
		await deliver(engine.scrapeKit.webhookUrl(0), first);
		expect(run.events.filter(({ kind }) => kind === 'resumed')).toEqual([]);
		engine.scrapeKit.end(second);

		await deliver(engine.scrapeKit.webhookUrl(1), second);
		const outcome = await run.outcome;

		expect(itemsOf(outcome, 'Next').map(({ json }) => json.query)).toEqual([
			'dentists',
			'dentists',
			'plumbers',
			'plumbers',
		]);
	});

	test('continues only once when two webhooks of the same job arrive', async () => {
		const run = follow(engine, waitingWorkflow());
		const [jobId = ''] = await run.parkedJobs(1);
		engine.scrapeKit.end(jobId);

		const answers = await Promise.all([
			deliver(engine.scrapeKit.webhookUrl(), jobId),
			deliver(engine.scrapeKit.webhookUrl(), jobId),
		]);
		const outcome = await run.outcome;

		expect(answers.every((status) => status === 200 || status === 409)).toBe(true);
		expect(outcome.resumes).toHaveLength(1);
		expect(itemsOf(outcome, 'Next')).toHaveLength(2);
	});
});
