import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Outcome } from '../../workflow-runner/src/index.ts';
import { deliver, follow, itemsOf, startEngine, type TestEngine } from './support/engine.ts';
import { refusal, type Received } from './support/scripted-scrapekit.ts';
import { triggerWorkflow } from './support/workflows.ts';

let engine: TestEngine;
let outcomes: Outcome[];
beforeAll(async () => void (engine = await startEngine()));
afterAll(async () => await engine.close());
beforeEach(() => {
	engine.scrapeKit.clear();
	outcomes = [];
	vi.useFakeTimers({ toFake: ['Date'] });
});
afterEach(() => {
	vi.useRealTimers();
	engine.scrapeKit.intercept = undefined;
});

const activate = async (parameters: object = {}, credentials = engine.credentials) =>
	await engine.n8n.activate(
		triggerWorkflow({ receive: 'webhookAndPolling', events: ['completed'], output: 'job', ...parameters }),
		{
			credentials,
			onOutcome: (outcome) => void outcomes.push(outcome),
		},
	);

/** Delivers a webhook and waits for the executions that it starts. */
async function notify(
	active: Awaited<ReturnType<typeof activate>>,
	...about: [jobId: string, options?: Parameters<typeof deliver>[2]]
) {
	const status = await deliver(active.webhookUrl ?? '', ...about);
	await active.idle();
	return status;
}

const emitted = () => outcomes.flatMap((outcome) => itemsOf(outcome, 'Next').map(({ json }) => json.job_id));
/** Moves the time to the next poll, which n8n starts each minute, sometimes a little early. */
const minuteLater = () => vi.setSystemTime(Date.now() + 59_900);
const noList = ({ path }: Received) => (path.includes('/jobs?') ? refusal(404, 'not_found') : undefined);

describe('ScrapeKit Trigger, by webhook', () => {
	test('starts the workflow with the job as the API returns it', async () => {
		await using active = await activate();
		const jobId = engine.scrapeKit.add('completed');

		expect(await notify(active, jobId)).toBe(200);

		expect(itemsOf(outcomes[0]!, 'Next')[0]?.json).toMatchObject({
			job_id: jobId,
			status: 'completed',
			query: 'dentists',
		});
	});

	test('returns the leads of the job when the output is one item per lead', async () => {
		await using active = await activate({ output: 'items' });
		const jobId = engine.scrapeKit.add('completed');

		await notify(active, jobId);

		expect(itemsOf(outcomes[0]!, 'Next').map(({ json }) => json.name)).toEqual([
			'Smile Austin',
			'Downtown Dental',
		]);
	});

	test('C196: refuses a forged webhook with 401 and starts no execution', async () => {
		await using active = await activate();
		const jobId = engine.scrapeKit.add('completed');

		expect(await notify(active, jobId, { secret: 'whsec_forged' })).toBe(401);
		expect(outcomes).toEqual([]);
	});

	test('accepts a genuine webhook when there are blanks around the secret in the credential', async () => {
		const { webhookSecret } = engine.credentials.scrapeKitApi;
		await using active = await activate({}, engine.credentialsWith({ webhookSecret: ` ${webhookSecret}\n` }));
		const jobId = engine.scrapeKit.add('completed');

		expect(await notify(active, jobId)).toBe(200);
		expect(emitted()).toEqual([jobId]);
	});

	test('C196: emits the job once, and starts no second execution, when a delivery arrives twice', async () => {
		await using active = await activate();
		const jobId = engine.scrapeKit.add('completed');

		expect(await notify(active, jobId)).toBe(200);
		expect(await notify(active, jobId)).toBe(200);

		expect(emitted()).toEqual([jobId]);
		expect(outcomes).toHaveLength(1);
	});

	test('A24: treats a cancelled job as cancelled, although its event is named failed', async () => {
		await using active = await activate({ events: ['cancelled'] });
		const cancelled = engine.scrapeKit.add('cancelled');
		const failed = engine.scrapeKit.add('failed');

		await notify(active, cancelled, { status: 'cancelled' });
		await notify(active, failed, { status: 'failed' });

		expect(emitted()).toEqual([cancelled]);
	});

	test('has no webhook URL when it only polls', async () => {
		await using active = await activate({ receive: 'polling' });

		expect(active.webhookUrl).toBeUndefined();
	});

	test('refuses activation with webhooks only when the credential holds no secret', async () => {
		const credentials = engine.credentialsWith({ webhookSecret: '' });

		await expect(activate({ receive: 'webhook' }, credentials)).rejects.toThrow('holds no webhook secret');
	});
});

describe('ScrapeKit Trigger, by polling', () => {
	test('reports only jobs that end after activation', async () => {
		engine.scrapeKit.add('completed');
		await using active = await activate({ receive: 'polling' });

		expect(await active.poll()).toBeUndefined();
		const running = engine.scrapeKit.add('running');
		expect(await active.poll()).toBeUndefined();
		engine.scrapeKit.end(running);
		await active.poll();
		await active.poll();

		expect(emitted()).toEqual([running]);
	});

	test('C185: reports a job once, a minute after a poll has seen its end, when its webhook has not arrived', async () => {
		await using active = await activate();
		await active.poll();
		const jobId = engine.scrapeKit.add('completed');

		expect(await active.poll()).toBeUndefined();
		minuteLater();
		await active.poll();
		expect(emitted()).toEqual([jobId]);
		minuteLater();
		await active.poll();
		expect(emitted()).toEqual([jobId]);
	});

	test('does not report a job again that a webhook reported', async () => {
		await using active = await activate();
		await active.poll();
		const jobId = engine.scrapeKit.add('completed');
		await notify(active, jobId);

		await active.poll();
		minuteLater();
		await active.poll();

		expect(emitted()).toEqual([jobId]);
	});

	test('A20: fails with a plain message when the server offers no list', async () => {
		engine.scrapeKit.intercept = noList;
		await using active = await activate({ receive: 'polling' });

		await expect(active.poll()).rejects.toThrow('offers no list of jobs');
	});

	test('works by webhook alone when the server offers no list', async () => {
		engine.scrapeKit.intercept = noList;
		await using active = await activate();
		const jobId = engine.scrapeKit.add('completed');

		expect(await active.poll()).toBeUndefined();
		await notify(active, jobId);

		expect(emitted()).toEqual([jobId]);
	});
});

describe('ScrapeKit Trigger, in a test run of the editor', () => {
	test('shows the latest job that ended', async () => {
		engine.scrapeKit.add('completed');
		const latest = engine.scrapeKit.add('completed');
		engine.scrapeKit.add('running');
		const workflow = triggerWorkflow({ receive: 'polling', events: ['completed'], output: 'job' });

		const outcome = await follow(engine, workflow, { mode: 'manual' }).outcome;

		expect(itemsOf(outcome, 'Next').map(({ json }) => json.job_id)).toEqual([latest]);
	});

	test('shows the job of a test webhook each time it is run', async () => {
		const jobId = engine.scrapeKit.add('completed');
		const workflow = triggerWorkflow({ receive: 'webhook', events: ['completed'], output: 'job' });
		const items = [{ json: { job_id: jobId, status: 'completed' } }];

		for (let time = 0; time < 2; time++) {
			const outcome = await follow(engine, workflow, { mode: 'manual', items }).outcome;
			expect(itemsOf(outcome, 'Next')).toHaveLength(1);
		}
	});
});
