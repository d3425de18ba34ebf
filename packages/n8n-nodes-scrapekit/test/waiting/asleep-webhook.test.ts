import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { deliver, follow, itemsOf, startEngine, type TestEngine } from '../support/engine.ts';
import { sleepingWorkflow } from '../support/workflows.ts';

let engine: TestEngine;
beforeAll(async () => void (engine = await startEngine()));
afterAll(async () => await engine.close());
afterEach(() => {
	engine.scrapeKit.intercept = undefined;
	engine.scrapeKit.received.length = 0;
});

describe('Start and Wait, asleep and woken by a webhook', () => {
	test('C185: sleeps until the signed webhook arrives, then returns one item per lead', async () => {
		const run = follow(engine, sleepingWorkflow());
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
			expect.objectContaining({ name: 'Downtown Dental', emails_found: [] }),
		]);
		expect(itemsOf(outcome, 'Next')[0]?.json).not.toHaveProperty('waiting_job');
		expect(outcome.hints.join()).not.toContain('check the webhook secret');
		expect(outcome.hints.join()).toContain(`Job ${jobId} cost 0.015 credits.`);
	});

	test('finds its jobs again when the name of the node has quotes, braces and backslashes', async () => {
		const workflow = sleepingWorkflow();
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
		const run = follow(engine, sleepingWorkflow());
		const [jobId = ''] = await run.parkedJobs(1);
		engine.scrapeKit.end(jobId);
		const url = new URL(engine.scrapeKit.webhookUrl());

		expect(url.searchParams.get('signature')).toMatch(/^[0-9a-f]{64}$/);
		url.searchParams.set('signature', '0'.repeat(64));
		expect(await deliver(url.href, jobId)).toBe(401);

		await deliver(engine.scrapeKit.webhookUrl(), jobId);
		await run.outcome;
	});

	test('C196: refuses a forged webhook with 401 and sleeps on', async () => {
		const run = follow(engine, sleepingWorkflow());
		const [jobId = ''] = await run.parkedJobs(1);
		engine.scrapeKit.end(jobId);

		expect(await deliver(engine.scrapeKit.webhookUrl(), jobId, { secret: 'whsec_forged' })).toBe(401);
		const old = new Date(Date.now() - 301_000);
		expect(await deliver(engine.scrapeKit.webhookUrl(), jobId, { now: old })).toBe(401);
		expect(run.events.filter(({ kind }) => kind === 'resumed')).toEqual([]);

		await deliver(engine.scrapeKit.webhookUrl(), jobId);
		expect((await run.outcome).status).toBe('success');
	});

	test('C186: sleeps again when a webhook calls the job completed but the API does not', async () => {
		const run = follow(engine, sleepingWorkflow());
		const [jobId = ''] = await run.parkedJobs(1);

		expect(await deliver(engine.scrapeKit.webhookUrl(), jobId)).toBe(200);
		await run.parked(2);
		engine.scrapeKit.end(jobId);
		await deliver(engine.scrapeKit.webhookUrl(), jobId);
		const outcome = await run.outcome;

		expect(itemsOf(outcome, 'Next')).toHaveLength(2);
		expect(engine.scrapeKit.creates).toHaveLength(1);
	});

	test('ignores a genuine webhook about a job of another execution', async () => {
		const run = follow(engine, sleepingWorkflow());
		const [jobId = ''] = await run.parkedJobs(1);
		const otherJob = engine.scrapeKit.add('completed');
		engine.scrapeKit.end(jobId);

		expect(await deliver(engine.scrapeKit.webhookUrl(), otherJob)).toBe(200);
		expect(run.events.filter(({ kind }) => kind === 'resumed')).toEqual([]);

		await deliver(engine.scrapeKit.webhookUrl(), jobId);
		await run.outcome;
	});

	test('C083: starts the jobs that had no slot as soon as a webhook reports a free one', async () => {
		const seven = Array.from({ length: 7 }, (_, index) => ({ json: { query: `niche ${index}` } }));
		const run = follow(engine, sleepingWorkflow(), { items: seven });
		const firstFive = (await run.parkedJobs(1)).filter((id) => id !== null);
		expect(engine.scrapeKit.creates).toHaveLength(5);
		const [first = '', ...others] = firstFive;
		engine.scrapeKit.end(first);
		await deliver(engine.scrapeKit.webhookUrl(), first);
		await run.parked(2);
		expect(engine.scrapeKit.creates).toHaveLength(6);

		for (const id of others) engine.scrapeKit.end(id);
		await deliver(engine.scrapeKit.webhookUrl(), String(others[0]));
		const all = await run.parkedJobs(3);
		expect(engine.scrapeKit.creates).toHaveLength(7);
		for (const id of all) engine.scrapeKit.end(id);
		engine.clock.ring();
		const outcome = await run.outcome;

		expect(itemsOf(outcome, 'Next')).toHaveLength(14);
	});

	test('links each lead to its item when the last of several jobs has ended', async () => {
		const items = ['dentists', 'plumbers', 'bakers'].map((query) => ({ json: { query } }));
		const run = follow(engine, sleepingWorkflow(), { items });
		const ids = await run.parkedJobs(1);
		for (const [index, id] of ids.entries()) {
			engine.scrapeKit.end(id);
			await deliver(engine.scrapeKit.webhookUrl(index), id);
			if (index < 2) await run.parked(index + 2);
		}
		const leads = itemsOf(await run.outcome, 'ScrapeKit', 1);

		expect(leads.map(({ json, pairedItem }) => [json.query, pairedItem])).toEqual(
			items.flatMap(({ json }, item) => [
				[json.query, { item }],
				[json.query, { item }],
			]),
		);
	});

	test('does not sleep when the webhook arrives before the execution is stored', async () => {
		let answer: number | undefined;
		engine.scrapeKit.intercept = async ({ method, body }) => {
			if (method !== 'POST') return undefined;
			const created = engine.scrapeKit.create(body);
			const jobId = engine.scrapeKit.ids.at(-1) ?? '';
			engine.scrapeKit.end(jobId);
			answer = await deliver(String(body.webhook_url), jobId);
			return [202, created];
		};
		const outcome = await follow(engine, sleepingWorkflow()).outcome;

		// n8n refuses a webhook for an execution that runs, so it is lost.
		expect(answer).toBe(409);
		expect(outcome.resumes).toEqual([]);
		expect(itemsOf(outcome, 'Next')).toHaveLength(2);
		expect(engine.scrapeKit.creates).toHaveLength(1);
	});

	test('continues only once when two webhooks of the same job arrive', async () => {
		const run = follow(engine, sleepingWorkflow());
		const [jobId = ''] = await run.parkedJobs(1);
		engine.scrapeKit.end(jobId);

		const answers = await Promise.all([
			deliver(engine.scrapeKit.webhookUrl(), jobId),
			deliver(engine.scrapeKit.webhookUrl(), jobId),
		]);
		const outcome = await run.outcome;

		expect(answers.every((status) => status === 200 || status === 409)).toBe(true);
		expect(itemsOf(outcome, 'Next')).toHaveLength(2);
	});
});
