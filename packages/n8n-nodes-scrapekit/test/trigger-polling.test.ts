import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { TriggerScene } from './support/active-trigger.ts';
import type { Answer, Received } from './support/scripted-server.ts';

type Body = Record<string, unknown>;

/** What the lists of the server contain, newest first. */
let scrapes: unknown[];
let verifications: unknown[];
let scene: TriggerScene;
beforeAll(async () => {
	scene = await TriggerScene.start({
		provider: 'scrapekit',
		type: 'scrapeKitTrigger',
		credential: 'scrapeKitApi',
		fields: { apiKey: 'sk_live_0', webhookSecret: 'whsec_current' },
	});
});
afterAll(async () => await scene[Symbol.asyncDispose]());

const read = (list: readonly unknown[], id = ''): Answer => {
	const job = list.find((each) => (each as Body | null)?.job_id === id);
	return job === undefined ? [404, { error: { code: 'job_not_found', message: 'Unknown' } }] : [200, job];
};
/** Lists the jobs that were created after the time of the query. Jobs without a time are always listed. */
const list = (jobs: readonly unknown[], { query }: Received): Answer => {
	const after = Date.parse(query.get('created_after') ?? '') || 0;
	return [
		200,
		{ jobs: jobs.filter((job) => !(Date.parse(String((job as Body | null)?.created_at)) < after)) },
	];
};
beforeEach(() => {
	scrapes = [];
	verifications = [];
	scene.server.received.length = 0;
	scene.server.routes = {
		'GET /api/v1/scrape/jobs': (request) => list(scrapes, request),
		'GET /api/v1/verify/jobs': (request) => list(verifications, request),
		'GET /api/v1/scrape/jobs/*': ({ segments: [id] }) => read(scrapes, id),
		'GET /api/v1/verify/jobs/*': ({ segments: [id] }) => read(verifications, id),
	};
	vi.useFakeTimers({ toFake: ['Date'] });
});
afterEach(() => void vi.useRealTimers());

const HOUR_MS = 3_600_000;
const isoAfter = (ms: number) => new Date(Date.now() + ms).toISOString();
const pass = (ms: number) => vi.setSystemTime(Date.now() + ms);
const completed = (job_id: string, fields: Body = {}): Body => ({
	job_id,
	status: 'completed',
	query: 'dentists',
	created_at: isoAfter(0),
	...fields,
});
const running = (job_id: string): Body => completed(job_id, { status: 'running' });

const polling = (parameters: object = {}) =>
	scene.activate({ receive: 'polling', output: 'job', events: ['completed'], ...parameters });

describe('a poll', () => {
	test('reports a job that has no creation time', async () => {
		await using trigger = await polling();
		await trigger.active.poll();
		scrapes = [completed('sk_job_1', { created_at: undefined })];
		await trigger.active.poll();
		await trigger.active.poll();

		expect(trigger.emitted()).toMatchObject([{ job_id: 'sk_job_1' }]);
	});

	test('reports a job whose amounts are texts', async () => {
		await using trigger = await polling();
		await trigger.active.poll();
		scrapes = [completed('sk_job_1', { credits_used: '0.015', progress: { scraped: 'all', target: '' } })];
		await trigger.active.poll();

		expect(trigger.emitted()).toMatchObject([{ job_id: 'sk_job_1', credits_used: '0.015' }]);
	});

	test('reports a job beside elements of the list that are no jobs', async () => {
		await using trigger = await polling();
		await trigger.active.poll();
		scrapes = [null, 'job', { status: 'completed' }, completed('sk_job_1')];
		await trigger.active.poll();

		expect(trigger.emitted()).toMatchObject([{ job_id: 'sk_job_1' }]);
	});

	test('reports jobs that are created after a job which is dated in the future', async () => {
		await using trigger = await polling();
		await trigger.active.poll();
		scrapes = [completed('sk_job_1', { created_at: isoAfter(1000 * HOUR_MS) })];
		await trigger.active.poll();
		pass(HOUR_MS);
		scrapes.unshift(completed('sk_job_2'));
		await trigger.active.poll();

		expect(trigger.emitted()).toMatchObject([{ job_id: 'sk_job_1' }, { job_id: 'sk_job_2' }]);
	});

	test('reports a job that runs for a day, although the lists do not show it any more', async () => {
		await using trigger = await polling();
		scrapes = [running('sk_job_1')];
		await trigger.active.poll();
		pass(24 * HOUR_MS);
		await trigger.active.poll();
		scrapes = [{ ...(scrapes[0] as Body), status: 'completed' }];
		await trigger.active.poll();

		expect(trigger.emitted()).toMatchObject([{ job_id: 'sk_job_1' }]);
	});

	test('does not ask again for a running job that does not exist any more', async () => {
		await using trigger = await polling();
		scrapes = [running('sk_job_1')];
		await trigger.active.poll();
		pass(24 * HOUR_MS);
		scrapes = [];
		await trigger.active.poll();
		await trigger.active.poll();

		expect(scene.server.requests('GET', '/api/v1/scrape/jobs/sk_job_1')).toHaveLength(1);
	});

	test('reports the jobs that ended while n8n was stopped for a day', async () => {
		const workflow = scene.workflow({ receive: 'polling', output: 'job', events: ['completed'] });
		const before = await scene.activate({}, { workflow });
		await before.active.poll();
		const { staticData } = before.active;
		await before[Symbol.asyncDispose]();
		pass(HOUR_MS);
		scrapes = [completed('sk_job_1')];
		pass(23 * HOUR_MS);
		await using after = await scene.activate({}, { workflow, staticData });
		await after.active.poll();

		expect(after.emitted()).toMatchObject([{ job_id: 'sk_job_1' }]);
	});

	test('reports jobs of one kind while the list of the other fails, and shows the failure after that', async () => {
		await using trigger = await polling({ jobs: ['scrape', 'verify'] });
		await trigger.active.poll();
		scene.server.routes = {
			...scene.server.routes,
			'GET /api/v1/verify/jobs': () => [403, { error: { code: 'account_suspended', message: 'Suspended' } }],
		};
		scrapes = [completed('sk_job_1')];
		await trigger.active.poll();

		expect(trigger.emitted()).toMatchObject([{ job_id: 'sk_job_1' }]);
		await expect(trigger.active.poll()).rejects.toThrow('Suspended');
	});

	test('reports scrape jobs and verification jobs as chosen', async () => {
		await using trigger = await polling({ jobs: ['verify'] });
		await trigger.active.poll();
		scrapes = [completed('sk_job_1')];
		verifications = [completed('sk_job_2')];
		await trigger.active.poll();

		expect(trigger.emitted()).toMatchObject([{ job_id: 'sk_job_2' }]);
	});

	test('gives an item with the error for a job that cannot be fetched beside jobs that can', async () => {
		await using trigger = await polling();
		await trigger.active.poll();
		scrapes = [completed('sk_job_2'), completed('sk_job_1')];
		scene.server.routes = {
			...scene.server.routes,
			'GET /api/v1/scrape/jobs/*': ({ segments: [id] }) =>
				id === 'sk_job_2' ? [403, { error: { code: 'no_access', message: 'No access' } }] : read(scrapes, id),
		};
		await trigger.active.poll();

		expect(trigger.emitted()).toMatchObject([
			{ job_id: 'sk_job_1' },
			{ job_id: 'sk_job_2', error: expect.stringContaining('No access') as string },
		]);
	});
});
