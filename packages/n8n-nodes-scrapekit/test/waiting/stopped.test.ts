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
