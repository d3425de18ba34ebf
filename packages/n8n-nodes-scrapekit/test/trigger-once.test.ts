import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { TriggerScene } from './support/active-trigger.ts';
import type { Routes } from './support/scripted-server.ts';

const SECRET = 'whsec_current';
const JOBS = 20;
const ids = Array.from({ length: JOBS }, (_, index) => `sk_job_${index}`);
let status = 'running';

const jobOf = (job_id: string) => ({ job_id, status, query: 'dentists', location: 'Austin, Texas' });
const routes: Routes = {
	'GET /api/v1/scrape/jobs': () => [200, { jobs: ids.map(jobOf) }],
	'GET /api/v1/scrape/jobs/*': ({ segments: [id = ''] }) => [200, jobOf(id)],
};
const options = {
	provider: 'scrapekit',
	type: 'scrapeKitTrigger',
	credential: 'scrapeKitApi',
	fields: { apiKey: 'sk_live_0', webhookSecret: SECRET },
} as const;
const parameters = { output: 'job' };

const endOf = (job_id: string) => ({
	event: 'scrape.job.completed',
	data: { job_id, status: 'completed' },
});

// Each scene has a copy of the nodes of its own, as each process of n8n has. Both share one store of processed items.
let first: TriggerScene;
let second: TriggerScene;
beforeAll(async () => {
	[first, second] = await Promise.all([TriggerScene.start(options), TriggerScene.start(options)]);
	for (const scene of [first, second]) scene.server.routes = routes;
});
afterAll(async () => {
	await first[Symbol.asyncDispose]();
	await second[Symbol.asyncDispose]();
});

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

const sorted = (list: readonly { readonly job_id?: unknown }[]) =>
	list.map(({ job_id }) => String(job_id)).toSorted();

describe('C185, C196: many jobs that end together', () => {
	test('are emitted once each when every webhook arrives twice and the polls find the jobs as well', async () => {
		status = 'running';
		await using trigger = await first.activate({ ...parameters, receive: 'webhookAndPolling' });
		await trigger.active.poll();
		status = 'completed';
		await trigger.active.poll();
		vi.setSystemTime(Date.now() + 61_000);
		const deliveries = [...ids, ...ids].map((id) => trigger.deliver(endOf(id), { secret: SECRET }));
		await Promise.all([...deliveries, trigger.active.poll()]);

		expect(sorted(trigger.emitted())).toEqual(ids.toSorted());
	});

	test('are emitted once each when two processes of n8n receive every webhook', async () => {
		status = 'completed';
		const workflow = first.workflow({ ...parameters, receive: 'webhook' });
		await using one = await first.activate({}, { workflow });
		await using other = await second.activate({}, { workflow });
		await Promise.all(
			ids.flatMap((id) => [one, other].map((trigger) => trigger.deliver(endOf(id), { secret: SECRET }))),
		);

		expect(sorted([...one.emitted(), ...other.emitted()])).toEqual(ids.toSorted());
	});
});
