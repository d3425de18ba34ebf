import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ProviderId, providers } from '@scrapekit/core';
import { TriggerScene } from './support/active-trigger.ts';
import { itemsOf, startEngine, type TestEngine } from './support/engine.ts';

let engine: TestEngine;
beforeAll(async () => void (engine = await startEngine()));
afterAll(async () => await engine.close());

const names: Readonly<Record<ProviderId, string>> = {
	matchkraft: 'matchKraft',
	scrapekit: 'scrapeKit',
	scrapenest: 'scrapeNest',
	scrapfly: 'scrapfly',
	scrupp: 'scrupp',
};
const start = (provider: ProviderId) =>
	TriggerScene.start({
		provider,
		type: `${names[provider]}Trigger`,
		credential: `${names[provider]}Api`,
		fields: { apiKey: 'key' },
		engine,
	});

const madeUp = 'This is made-up sample data, because there is no job of';

describe.each(Object.keys(providers) as ProviderId[])('a test run of the trigger of %s', (provider) => {
	test('shows made-up data at once where there is no job to show, and says so', async () => {
		await using scene = await start(provider);
		const outcome = await scene.test();
		const items = itemsOf(outcome, 'Next');

		expect(items).toMatchObject([{ json: { sample: true } }]);
		expect(Object.keys(items[0]?.json ?? {}).length).toBeGreaterThan(4);
		expect(outcome.hints).toMatchObject([expect.stringContaining(`${madeUp} ${providers[provider].name}`)]);
	});

	test('shows the fields of a job with the output Job', async () => {
		await using scene = await start(provider);
		const outcome = await scene.test({ output: 'job' });

		expect(itemsOf(outcome, 'Next')).toMatchObject([
			{ json: { sample: true, job_id: expect.any(String) as string, status: expect.any(String) as string } },
		]);
	});
});

describe('a test run of the ScrapeKit trigger', () => {
	const job = (job_id: string, status: string) => ({ job_id, status, query: 'dentists', location: 'Austin' });
	const leads = Array.from({ length: 30 }, (_, index) => ({ place_id: `p${index}`, name: `Lead ${index}` }));
	const routes = {
		'GET /api/v1/scrape/jobs': () =>
			[200, { jobs: [job('sk_job_3', 'running'), job('sk_job_2', 'completed')] }] as const,
		'GET /api/v1/scrape/jobs/*/results': () => [200, { results: leads }] as const,
	};

	test('shows twenty leads of the latest job that ended as chosen', async () => {
		await using scene = await start('scrapekit');
		scene.server.routes = routes;
		const items = itemsOf(await scene.test({ receive: 'polling', output: 'items' }), 'Next');

		expect(items).toHaveLength(20);
		expect(items[0]?.json).toMatchObject({ name: 'Lead 0', job_id: 'sk_job_2', query: 'dentists' });
	});

	test('shows a job again each time it is run', async () => {
		await using scene = await start('scrapekit');
		scene.server.routes = routes;
		for (let time = 0; time < 2; time++) {
			const outcome = await scene.test({ output: 'job' });
			expect(itemsOf(outcome, 'Next')).toMatchObject([{ json: { job_id: 'sk_job_2' } }]);
		}
	});

	test('fails with the reason when the key is refused', async () => {
		await using scene = await start('scrapekit');
		const body = { error: { code: 'invalid_api_key', message: 'Unknown API key' } };
		scene.server.routes = { 'GET /api/v1/scrape/jobs': () => [401, body] };
		const outcome = await scene.test();

		expect(outcome.error?.message).toContain('Unknown API key');
	});

	test('fails with the reason when the base URL cannot be used', async () => {
		await using scene = await start('scrapekit');
		const outcome = await scene.test({}, { changes: { baseUrl: 'scrapekit' } });

		expect(outcome.error).toMatchObject({
			message: expect.stringContaining('base') as string,
			node: 'Trigger',
		});
	});

	test('shows a made-up CSV file where there is no job', async () => {
		await using scene = await start('scrapekit');
		const [item] = itemsOf(await scene.test({ output: 'csvFile' }), 'Next');
		const [header, row] = Buffer.from(item?.binary?.data?.data ?? '', 'base64')
			.toString()
			.split('\r\n');

		expect(header).toMatch(/^"place_id","name","address"/);
		expect(row).toContain('"hello@smileaustin.com;admin@smileaustin.com"');
	});
});

describe('a test run of the ScrapeNest trigger', () => {
	test('shows a made-up file when files start the workflow', async () => {
		await using scene = await start('scrapenest');
		const outcome = await scene.test({ events: ['artifact.ready'] });

		expect(itemsOf(outcome, 'Next')).toMatchObject([
			{ json: { event: 'artifact.ready', artifact_id: 'art_01HX5N3W4Q8K', sample: true } },
		]);
	});
});
