import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { itemsOf } from './support/engine.ts';
import { TriggerScene } from './support/active-trigger.ts';
import type { Answer } from './support/scripted-server.ts';

const API_KEY = 'sk_live_0';
const SECRET = 'whsec_current';
const CSV = 'email,status\r\nhello@smileaustin.com,safe\r\n';

let scene: TriggerScene;
beforeAll(async () => {
	scene = await TriggerScene.start({
		provider: 'scrapekit',
		type: 'scrapeKitTrigger',
		credential: 'scrapeKitApi',
		fields: { apiKey: API_KEY, webhookSecret: SECRET },
	});
});
afterAll(async () => await scene[Symbol.asyncDispose]());

const unknown: Answer = [404, { error: { code: 'job_not_found', message: 'Unknown job' } }];
const lead = {
	place_id: 'p1',
	name: 'Smile Austin',
	emails_found: 'hello@smileaustin.com;admin@smileaustin.com',
};
let status = 'completed';
beforeEach(() => {
	status = 'completed';
	scene.server.received.length = 0;
	const job = (job_id: string): Answer => [200, { job_id, status, query: 'dentists', location: 'Austin' }];
	scene.server.routes = {
		'GET /api/v1/scrape/jobs/*': ({ segments: [id = ''] }) => (id.startsWith('sk_job_s') ? job(id) : unknown),
		'GET /api/v1/verify/jobs/*': ({ segments: [id = ''] }) => (id.startsWith('sk_job_v') ? job(id) : unknown),
		'GET /api/v1/scrape/jobs/*/results': () => [200, { results: [lead] }],
		'GET /api/v1/verify/jobs/*/results': ({ query }) =>
			query.get('format') === 'csv' ? [200, CSV] : [200, { results: [{ email: 'a@b.com', status: 'safe' }] }],
	};
	vi.useFakeTimers({ toFake: ['Date'] });
});
afterEach(() => void vi.useRealTimers());

let count = 0;
/** A new job of the account, by the first letter of its kind: s for scrape, v for verification. */
const newJob = (kind: 's' | 'v') => `sk_job_${kind}${++count}`;
const endOf = (job_id: string, end = status) => ({
	event: `${job_id.startsWith('sk_job_v') ? 'verify' : 'scrape'}.job.${end === 'completed' ? end : 'failed'}`,
	data: { job_id, status: end },
});
const parameters = { receive: 'webhook', output: 'job', events: ['completed'] };

describe('a delivery', () => {
	test('is accepted when the previous secret of the credential has signed it', async () => {
		await using trigger = await scene.activate(parameters, {
			changes: { previousWebhookSecret: ' whsec_old ' },
		});
		const job = newJob('s');

		expect(await trigger.deliver(endOf(job), { secret: 'whsec_old' })).toBe(200);
		expect(trigger.emitted()).toMatchObject([{ job_id: job }]);
	});

	test('C196: starts no execution and is answered with 401 when the API key has signed it', async () => {
		await using trigger = await scene.activate(parameters);

		expect(await trigger.deliver(endOf(newJob('s')), { secret: API_KEY })).toBe(401);
		expect(trigger.outcomes).toEqual([]);
	});

	test('shows on the next execution that webhooks were refused, and what to do', async () => {
		await using trigger = await scene.activate(parameters);
		await trigger.deliver(endOf(newJob('s')), { secret: 'whsec_forged' });
		await trigger.deliver(endOf(newJob('s')), { secret: 'whsec_forged' });
		await trigger.deliver(endOf(newJob('s')), { secret: SECRET });

		expect(trigger.outcomes[0]?.hints).toEqual([
			'2 webhooks for this node were refused. Check the webhook secret in the credential: webhooks of ScrapeKit are refused while it is wrong or out of date.',
		]);
	});

	test('starts no execution when it is about a job of another account', async () => {
		await using trigger = await scene.activate(parameters);

		expect(await trigger.deliver(endOf('sk_job_other'), { secret: SECRET })).toBe(200);
		expect(trigger.outcomes).toEqual([]);
	});

	test('starts no execution for another kind of job or another end than the chosen ones', async () => {
		await using trigger = await scene.activate(parameters);

		await trigger.deliver(endOf(newJob('v')), { secret: SECRET });
		await trigger.deliver(endOf(newJob('s'), 'failed'), { secret: SECRET });

		expect(trigger.outcomes).toEqual([]);
		expect(scene.server.received).toEqual([]);
	});

	test('C186: starts no execution when the job read with the key has another status', async () => {
		await using trigger = await scene.activate(parameters);
		status = 'failed';

		await trigger.deliver(endOf(newJob('s'), 'completed'), { secret: SECRET });

		expect(trigger.outcomes).toEqual([]);
	});

	test('that is genuine but ten minutes old is refused, and its job is read and emitted', async () => {
		await using trigger = await scene.activate(parameters);
		const job = newJob('s');
		const now = new Date(Date.now() - 600_000);

		expect(await trigger.deliver(endOf(job), { secret: SECRET, now })).toBe(401);
		expect(trigger.emitted()).toMatchObject([{ job_id: job }]);
	});

	test('starts an execution that fails, so that it can be tried again, when the job cannot be read', async () => {
		await using trigger = await scene.activate(parameters);
		const { routes } = scene.server;
		scene.server.routes = {
			'GET /api/v1/scrape/jobs/*': () => [401, { error: { code: 'invalid_api_key' } }],
		};
		const job = newJob('s');
		await trigger.deliver(endOf(job), { secret: SECRET });
		expect(trigger.outcomes).toMatchObject([{ status: 'error' }]);

		scene.server.routes = routes;
		await trigger.deliver(endOf(job), { secret: SECRET });
		expect(trigger.emitted()).toMatchObject([{ job_id: job }]);
	});
});

describe('the output', () => {
	test('is one item per verified address for a verification job', async () => {
		await using trigger = await scene.activate({
			...parameters,
			jobs: ['scrape', 'verify'],
			output: 'items',
		});
		const job = newJob('v');
		await trigger.deliver(endOf(job), { secret: SECRET });

		expect(trigger.emitted()).toEqual([{ email: 'a@b.com', status: 'safe', job_id: job }]);
	});

	test('is one item per address of a lead', async () => {
		await using trigger = await scene.activate({ ...parameters, output: 'emails' });
		await trigger.deliver(endOf(newJob('s')), { secret: SECRET });

		expect(trigger.emitted()).toMatchObject([
			{ email: 'hello@smileaustin.com', name: 'Smile Austin', query: 'dentists' },
			{ email: 'admin@smileaustin.com', name: 'Smile Austin', query: 'dentists' },
		]);
	});

	test('is the CSV file of the job', async () => {
		await using trigger = await scene.activate({ ...parameters, jobs: ['verify'], output: 'csvFile' });
		await trigger.deliver(endOf(newJob('v')), { secret: SECRET });
		const [item] = itemsOf(trigger.outcomes[0]!, 'Next');

		expect(Buffer.from(item?.binary?.data?.data ?? '', 'base64').toString()).toBe(CSV);
	});

	test('is the job for a job that failed, whatever the chosen output', async () => {
		status = 'failed';
		await using trigger = await scene.activate({ ...parameters, events: ['failed'], output: 'items' });
		const job = newJob('s');
		await trigger.deliver(endOf(job), { secret: SECRET });

		expect(trigger.emitted()).toMatchObject([{ job_id: job, status: 'failed' }]);
	});

	test('says that a job without results ends the workflow', async () => {
		scene.server.routes = {
			...scene.server.routes,
			'GET /api/v1/scrape/jobs/*/results': () => [200, { results: [] }],
		};
		await using trigger = await scene.activate({ ...parameters, output: 'items' });
		await trigger.deliver(endOf(newJob('s')), { secret: SECRET });

		expect(trigger.emitted()).toEqual([]);
		expect(trigger.outcomes[0]?.hints).toMatchObject([expect.stringContaining('has ended without results')]);
	});
});
