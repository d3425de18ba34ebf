import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { follow, startEngine, type TestEngine } from '../support/engine.ts';
import type { Received } from '../support/scripted-scrapekit.ts';
import { plainWorkflow, waitingWorkflow } from '../support/workflows.ts';

let engine: TestEngine;
beforeAll(async () => void (engine = await startEngine()));
afterAll(async () => await engine.close());
afterEach(() => {
	engine.scrapeKit.intercept = undefined;
	engine.scrapeKit.received.length = 0;
});

/** Resolves when the server receives a matching request. */
const received = async (matches: (request: Received) => boolean, answer?: [number, unknown]) =>
	await new Promise<void>((resolve) => {
		engine.scrapeKit.intercept = (request) => {
			if (!matches(request)) return undefined;
			resolve();
			return answer;
		};
	});

const isReading = ({ method, path }: Received) => method === 'GET' && path.includes('/sk_job_');
const isCancel = ({ path }: Received) => path.endsWith('/cancel');

/** Holds the answer to a create until `answer` is called. */
function heldCreate(matches: (body: Received['body']) => boolean) {
	const arrived = Promise.withResolvers<void>();
	const answered = Promise.withResolvers<undefined>();
	const read = Promise.withResolvers<void>();
	let wasCancelled = () => {};
	engine.scrapeKit.intercept = async (request) => {
		if (isCancel(request)) wasCancelled();
		if (isReading(request)) read.resolve();
		if (request.method !== 'POST' || isCancel(request) || !matches(request.body)) return undefined;
		arrived.resolve();
		return await answered.promise;
	};
	return {
		arrived: arrived.promise,
		/** Resolves when another job is read. */
		otherIsRead: read.promise,
		answer: () => answered.resolve(undefined),
		/** Resolves with the next request to cancel a job. */
		cancelled: async () => await new Promise<void>((resolve) => (wasCancelled = resolve)),
	};
}

describe('an execution that the user stops', () => {
	test('ends during a wait in place, and the job goes on', async () => {
		const stop = new AbortController();
		const reading = received(isReading);
		const run = follow(engine, waitingWorkflow(), { signal: stop.signal });
		await reading;
		stop.abort();
		await run.outcome.catch(() => undefined);

		expect(engine.scrapeKit.received.filter(isCancel)).toEqual([]);
		expect(engine.scrapeKit.creates).toHaveLength(1);
	});

	test('cancels its jobs with Cancel on Stop', async () => {
		const stop = new AbortController();
		const reading = received(isReading);
		const options = { pollEvery: 0.01, cancelOnStop: true };
		const run = follow(engine, waitingWorkflow({ options }), { signal: stop.signal });
		await reading;
		const cancelled = received(isCancel);
		stop.abort();
		await run.outcome.catch(() => undefined);
		await cancelled;

		expect(engine.scrapeKit.received.filter(isCancel).map(({ path }) => path)).toEqual([
			expect.stringContaining(engine.scrapeKit.ids.at(-1) ?? ''),
		]);
	});

	test('cancels the job whose create was under way, with Cancel on Stop', async () => {
		const stop = new AbortController();
		const create = heldCreate(({ query }) => query === 'plumbers');
		const items = [{ json: { query: 'dentists' } }, { json: { query: 'plumbers' } }];
		const workflow = waitingWorkflow({ options: { cancelOnStop: true } });
		const run = follow(engine, workflow, { signal: stop.signal, items });
		await Promise.all([create.arrived, create.otherIsRead]);
		const first = create.cancelled();
		stop.abort();
		// The job that runs is not kept waiting by the create.
		await first;
		const second = create.cancelled();
		create.answer();
		await second;
		await run.outcome.catch(() => undefined);

		const cancels = engine.scrapeKit.received.filter(isCancel).map(({ path }) => path);
		expect(cancels).toEqual(engine.scrapeKit.ids.slice(-2).map((id) => `/api/v1/jobs/${id}/cancel`));
		expect(engine.scrapeKit.creates).toHaveLength(2);
	});

	test('starts no job after the one whose create was under way', async () => {
		const stop = new AbortController();
		const create = heldCreate(() => true);
		const items = [{ json: { query: 'dentists' } }, { json: { query: 'plumbers' } }];
		const parameters = { operation: 'start', query: '={{ $json.query }}', location: 'Austin, Texas' };
		const run = follow(engine, plainWorkflow(parameters), { signal: stop.signal, items });
		await create.arrived;
		stop.abort();
		create.answer();
		await run.outcome.catch(() => undefined);

		expect(engine.scrapeKit.creates.map(({ query }) => query)).toEqual(['dentists']);
	});

	test('ends while a Get pauses for the hour that a server asked for', async () => {
		const stop = new AbortController();
		engine.scrapeKit.retryAfter = '3600';
		const reading = received(isReading, [429, { error: { code: 'rate_limited', message: 'Too many' } }]);
		const workflow = plainWorkflow({ operation: 'get', jobId: 'sk_job_1' });
		const run = follow(engine, workflow, { signal: stop.signal });
		await reading;
		stop.abort();
		await run.outcome.catch(() => undefined);
		engine.scrapeKit.retryAfter = undefined;

		expect(engine.scrapeKit.received.filter(isReading)).toHaveLength(1);
	});
});
