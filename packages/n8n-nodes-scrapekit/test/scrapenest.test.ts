import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { itemsOf } from './support/engine.ts';
import type { Answer, Received, Routes } from './support/scripted-server.ts';
import { startProvider, type StartedProvider } from './support/started-provider.ts';

const API_KEY = 'sn_live_0123456789abcdef';
const PAGE = 'https://example.com/';

const artifacts = [
	{ id: 'art_1', job_id: 'job_1', name: 'page.html', content_type: 'text/html', size: 5 },
	{ id: 'art_2', job_id: 'job_1', name: 'page.png', content_type: 'image/png', size: 4 },
];
const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0xff]);
const endpoint = { id: 'whe_1', url: 'https://example.com/hook', enabled_events: ['job.completed'] };

const authorized =
	(answer: (request: Received) => Answer) =>
	(request: Received): Answer =>
		request.headers['x-api-key'] === API_KEY ? answer(request) : [401, { error: 'Unknown API key' }];

/** ScrapeNest's routes. The job `job_1` has the given status. */
function routes(status = 'succeeded'): Routes {
	const reason = status === 'failed' ? { failure_reason: 'The page timed out.' } : {};
	return {
		'POST /api/v1/jobs': authorized(() => [202, { id: 'job_1', status: 'queued', url: PAGE }]),
		'GET /api/v1/jobs/job_1': authorized(() => [200, { id: 'job_1', status, url: PAGE, ...reason }]),
		'GET /api/v1/jobs/job_1/artifacts': authorized(() => [200, { artifacts }]),
		'GET /api/v1/jobs/job_1/artifacts/art_2': authorized(() => [200, png, { 'content-type': 'image/png' }]),
		'POST /api/v1/webhook-endpoints': authorized(() => [201, { ...endpoint, secret: 'whsec_c2VjcmV0' }]),
		'GET /api/v1/webhook-endpoints': authorized(() => [200, { webhook_endpoints: [endpoint] }]),
		'DELETE /api/v1/webhook-endpoints/whe_1': authorized(() => [204]),
	};
}

let scrapeNest: StartedProvider;
beforeAll(async () => {
	scrapeNest = await startProvider({ type: 'scrapeNest', credential: 'scrapeNestApi', apiKey: API_KEY });
});
afterAll(async () => await scrapeNest[Symbol.asyncDispose]());
beforeEach(() => {
	scrapeNest.server.received.length = 0;
	scrapeNest.server.routes = routes();
});

const continuing = { extra: { onError: 'continueRegularOutput' } } as const;
const requests = () => scrapeNest.server.received.map(({ method, path, body }) => [method, path, body]);

describe('a scraping job', () => {
	const wait = {
		resource: 'scrape',
		operation: 'startAndWait',
		url: PAGE,
		options: { pollEvery: 0.01 },
	};

	test('is started with the address of the page', async () => {
		const outcome = await scrapeNest.run({ resource: 'scrape', operation: 'start', url: PAGE });

		expect(requests()).toEqual([['POST', '/api/v1/jobs', { url: PAGE }]]);
		expect(itemsOf(outcome, 'Action')).toMatchObject([
			{ json: { job_id: 'job_1', status: 'queued' }, pairedItem: { item: 0 } },
		]);
	});

	test('is waited for, and gives one item per file', async () => {
		const outcome = await scrapeNest.run(wait);

		expect(itemsOf(outcome, 'Action')).toEqual(
			artifacts.map((json) => ({ json: { ...json, job_id: 'job_1' }, pairedItem: { item: 0 } })),
		);
	});

	test('sleeps when the node is connected for it, and is fetched again by the timer', async () => {
		scrapeNest.server.routes = routes('running');
		const options = { waitBeforeSleep: 0 };
		const following = scrapeNest.follow({ ...wait, whileRunning: 'sleep', options }, { loops: true });
		await following.parked(1);
		scrapeNest.server.routes = routes();
		scrapeNest.engine.clock.ring();
		const outcome = await following.outcome;

		expect(outcome.resumes.map(({ by }) => by)).toEqual(['timer']);
		expect(itemsOf(outcome, 'Next')).toHaveLength(2);
	});

	test('N08: leaves with its reason and its ID when it failed and the node continues on errors', async () => {
		scrapeNest.server.routes = routes('failed');
		const outcome = await scrapeNest.run(wait, continuing);

		expect(itemsOf(outcome, 'Next')[0]?.json).toMatchObject({
			error: expect.stringContaining('The page timed out.') as string,
			job_id: 'job_1',
		});
	});

	test('shows its status, and the files of a page of results', async () => {
		const job = { resource: 'scrape', jobId: 'job_1' };
		const status = await scrapeNest.run({ ...job, operation: 'get' });
		const files = await scrapeNest.run({
			...job,
			operation: 'getResults',
			options: { skip: 1, maxItems: 1 },
		});

		expect(itemsOf(status, 'Action')[0]?.json).toMatchObject({ job_id: 'job_1', status: 'succeeded' });
		expect(itemsOf(files, 'Action').map(({ json }) => json.id)).toEqual(['art_2']);
	});

	test.each([
		['an address that is none', { ...wait, url: 'example' }, 'Page URL'],
		['an empty address', { ...wait, url: '={{ $json.missing }}' }, 'Page URL'],
		['no Job ID', { resource: 'scrape', operation: 'get', jobId: '={{ null }}' }, '"Job ID" is empty'],
		['a path as Job ID', { resource: 'scrape', operation: 'get', jobId: '..' }, 'not the id of a job'],
	])('is refused for %s, and nothing is sent', async (_, parameters, message) => {
		const { error } = await scrapeNest.run(parameters);

		expect(error?.message).toContain(message);
		expect(requests()).toEqual([]);
	});
});

describe('a file', () => {
	const download = { resource: 'artifact', operation: 'download', jobId: 'job_1', artifactId: 'art_2' };

	test('is downloaded as binary data', async () => {
		const [item] = itemsOf(await scrapeNest.run(download), 'Action');

		expect(item).toMatchObject({
			json: { ...artifacts[1], job_id: 'job_1', artifact_id: 'art_2' },
			binary: { data: { fileName: 'page.png', mimeType: 'image/png' } },
			pairedItem: { item: 0 },
		});
		expect(Buffer.from(item?.binary?.data?.data ?? '', 'base64')).toEqual(png);
	});

	test('names the job when it does not exist, and the field that is empty', async () => {
		const unknown = await scrapeNest.run({ ...download, artifactId: 'art_9' }, continuing);
		const empty = await scrapeNest.run({ ...download, artifactId: ' ' });

		expect(itemsOf(unknown, 'Action')[0]?.json).toMatchObject({ job_id: 'job_1', status: 404 });
		expect(empty.error?.message).toBe('"File ID" is empty');
	});
});

describe('a webhook endpoint', () => {
	const resource = 'endpoint';

	test('N01: is created for the chosen events, and its secret is returned once', async () => {
		const parameters = { resource, operation: 'create', url: endpoint.url, events: ['artifact.ready'] };
		const outcome = await scrapeNest.run(parameters);

		expect(requests()).toEqual([
			['POST', '/api/v1/webhook-endpoints', { url: endpoint.url, enabled_events: ['artifact.ready'] }],
		]);
		expect(itemsOf(outcome, 'Action')[0]?.json).toEqual({
			id: 'whe_1',
			url: endpoint.url,
			secret: 'whsec_c2VjcmV0',
		});
	});

	test('is listed without its secret', async () => {
		const outcome = await scrapeNest.run({ resource, operation: 'getMany' });

		expect(itemsOf(outcome, 'Action').map(({ json }) => json)).toEqual([
			{ id: 'whe_1', url: endpoint.url, events: ['job.completed'] },
		]);
	});

	test('is deleted, and counts as deleted when it does not exist', async () => {
		const items = [{ json: { id: 'whe_1' } }, { json: { id: 'whe_9' } }];
		const parameters = { resource, operation: 'delete', endpointId: '={{ $json.id }}' };
		const outcome = await scrapeNest.run(parameters, { items });

		expect(itemsOf(outcome, 'Action').map(({ json }) => json)).toEqual([
			{ deleted: true },
			{ deleted: true },
		]);
	});

	test('is refused with advice when ScrapeNest does not know the key', async () => {
		const changes = { apiKey: 'sn_live_hidden' };
		const outcome = await scrapeNest.run({ resource, operation: 'getMany' }, { changes });

		expect(outcome.error?.description).toContain('paste the API key again');
		expect(JSON.stringify(outcome)).not.toContain('sn_live_hidden');
	});
});
