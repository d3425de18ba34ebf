import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { TriggerScene } from './support/active-trigger.ts';

interface Endpoint {
	readonly id: string;
	readonly url: string;
	readonly enabled_events: readonly string[];
	readonly secret: string;
}

let endpoints: Endpoint[];
let created = 0;
let scene: TriggerScene;
beforeAll(async () => {
	scene = await TriggerScene.start({
		provider: 'scrapenest',
		type: 'scrapeNestTrigger',
		credential: 'scrapeNestApi',
		fields: { apiKey: 'sn_live_0' },
	});
});
afterAll(async () => await scene[Symbol.asyncDispose]());

const files = [{ id: 'art_1', job_id: 'job_1', name: 'page.html' }];
let status = 'succeeded';
beforeEach(() => {
	endpoints = [];
	status = 'succeeded';
	scene.server.received.length = 0;
	scene.server.routes = {
		'GET /api/v1/webhook-endpoints': () => [
			200,
			{ webhook_endpoints: endpoints.map(({ secret: _, ...shown }) => shown) },
		],
		'POST /api/v1/webhook-endpoints': ({ body }) => {
			const fields = body as Pick<Endpoint, 'url' | 'enabled_events'>;
			const secret = `whsec_${randomBytes(24).toString('base64')}`;
			endpoints.push({ ...fields, id: `whe_${++created}`, secret });
			return [201, endpoints.at(-1)];
		},
		'DELETE /api/v1/webhook-endpoints/*': ({ segments: [id] }) => {
			endpoints = endpoints.filter((endpoint) => endpoint.id !== id);
			return [204];
		},
		'GET /api/v1/jobs/*': ({ segments: [id] }) => (id === 'job_1' ? [200, { id, status }] : [404, {}]),
		'GET /api/v1/jobs/job_1/artifacts': () => [200, { artifacts: files }],
	};
});
afterEach(() => void vi.restoreAllMocks());

const secretOf = (index = 0) => endpoints[index]?.secret ?? '';
const event = (event_type: string, data: object, event_id = `evt_${event_type}`) => ({
	event_id,
	event_type,
	version: '1',
	data: { job_id: 'job_1', ...data },
});
const completed = event('job.completed', { status: 'succeeded' });

describe('activation', () => {
	test('N01: registers the webhook URL with the events that can report the chosen ones', async () => {
		await using trigger = await scene.activate();

		expect(endpoints).toMatchObject([{ url: trigger.active.webhookUrl, enabled_events: ['job.completed'] }]);
	});

	test('uses the registered endpoint again when n8n is started again', async () => {
		const workflow = scene.workflow();
		const before = await scene.activate({}, { workflow });
		const { staticData } = before.active;
		await using after = await scene.activate({}, { workflow, staticData });

		expect(endpoints).toHaveLength(1);
		expect(await after.deliver(completed, { secret: secretOf() })).toBe(200);
		expect(after.emitted()).toMatchObject([{ job_id: 'job_1' }]);
	});

	test('replaces an endpoint that a former activation has left without a stored secret', async () => {
		const workflow = scene.workflow();
		await scene.activate({}, { workflow });
		const [left] = endpoints;
		await using after = await scene.activate({}, { workflow });

		expect(endpoints).toHaveLength(1);
		expect(endpoints[0]?.id).not.toBe(left?.id);
		expect(await after.deliver(completed, { secret: left?.secret ?? '' })).toBe(401);
		expect(await after.deliver(completed, { secret: secretOf() })).toBe(200);
	});

	test('replaces the endpoint when other events are chosen', async () => {
		const workflow = scene.workflow();
		const { active } = await scene.activate({}, { workflow });
		const changed = scene.workflow({ events: ['artifact.ready', 'failed'] });
		const nodes = workflow.nodes.map((node) => ({
			...changed.nodes.find(({ id }) => id === node.id),
			...node,
		}));
		nodes[0]!.parameters = { events: ['artifact.ready', 'failed'] };
		await using _ = await scene.activate(
			{},
			{ workflow: { ...workflow, nodes } as typeof workflow, staticData: active.staticData },
		);

		expect(endpoints).toMatchObject([{ enabled_events: ['job.completed', 'artifact.ready'] }]);
	});

	test('is possible while ScrapeNest does not answer, if the endpoint was registered before', async () => {
		const workflow = scene.workflow();
		const { active } = await scene.activate({}, { workflow });
		const { routes } = scene.server;
		scene.server.routes = { 'GET /api/v1/webhook-endpoints': () => [503, {}] };
		// Without chance the request is repeated at once.
		vi.spyOn(Math, 'random').mockReturnValue(0);
		const after = await scene.activate({}, { workflow, staticData: active.staticData });
		scene.server.routes = routes;

		expect(await after.deliver(completed, { secret: secretOf() })).toBe(200);
	});

	test('fails with the reason when ScrapeNest refuses the key', async () => {
		scene.server.routes = { 'GET /api/v1/webhook-endpoints': () => [401, { error: 'Unknown API key' }] };

		await expect(scene.activate()).rejects.toThrow('Unknown API key');
	});
});

describe('deactivation', () => {
	test('removes the endpoint and forgets its secret', async () => {
		const { active } = await scene.activate();
		await active.deactivate();

		expect(endpoints).toEqual([]);
		expect(JSON.stringify(active.staticData)).not.toContain('whsec_');
	});

	test('succeeds when the endpoint was removed in the dashboard', async () => {
		const { active } = await scene.activate();
		endpoints = [];

		await active.deactivate();
	});
});

describe('a delivery', () => {
	test('N02: emits the files of a job once, although it arrives twice', async () => {
		await using trigger = await scene.activate();

		expect(await trigger.deliver(completed, { secret: secretOf() })).toBe(200);
		expect(await trigger.deliver(completed, { secret: secretOf() })).toBe(200);

		expect(trigger.emitted()).toMatchObject([{ id: 'art_1', job_id: 'job_1' }]);
	});

	test('starts no execution when it is forged, unsigned or about a job of another account', async () => {
		await using trigger = await scene.activate();
		const foreign = event('job.completed', { job_id: 'job_9', status: 'succeeded' });

		expect(await trigger.deliver(completed, { secret: 'whsec_c2VjcmV0' })).toBe(401);
		expect(await trigger.deliver(completed)).toBe(401);
		expect(await trigger.deliver(foreign, { secret: secretOf() })).toBe(200);
		expect(trigger.outcomes).toEqual([]);
	});

	test('N08: reports a job that was cancelled as failed', async () => {
		status = 'cancelled';
		await using trigger = await scene.activate({ events: ['failed'] });
		await trigger.deliver(event('job.completed', { status: 'failed' }), { secret: secretOf() });

		expect(trigger.emitted()).toMatchObject([{ job_id: 'job_1', status: 'cancelled' }]);
	});

	test('N07: emits each file that is ready once, where this is chosen', async () => {
		await using trigger = await scene.activate({ events: ['artifact.ready'] });
		const ready = (id: string) =>
			event('artifact.ready', { artifact_id: id, name: 'page.html' }, `evt_${id}`);
		for (const id of ['art_1', 'art_2', 'art_1']) await trigger.deliver(ready(id), { secret: secretOf() });
		await trigger.deliver(completed, { secret: secretOf() });

		expect(trigger.emitted()).toEqual([
			{ event: 'artifact.ready', job_id: 'job_1', artifact_id: 'art_1', name: 'page.html' },
			{ event: 'artifact.ready', job_id: 'job_1', artifact_id: 'art_2', name: 'page.html' },
		]);
	});
});
