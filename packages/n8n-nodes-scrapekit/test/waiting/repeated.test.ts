import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { follow, itemsOf, startEngine, type TestEngine } from '../support/engine.ts';
import { type Received, refusal } from '../support/scripted-scrapekit.ts';
import { sleepingWorkflow, waitingWorkflow } from '../support/workflows.ts';

let engine: TestEngine;
beforeAll(async () => void (engine = await startEngine()));
afterAll(async () => await engine.close());
afterEach(() => {
	engine.scrapeKit.intercept = undefined;
	engine.scrapeKit.received.length = 0;
});

const isReading = ({ method, path }: Received) => method === 'GET' && path.includes('/sk_job_');

/** Lets each job end when it is read, and gives the first of the requests that match another answer. */
function answerFirst(
	matches: (request: Received) => boolean,
	answer: readonly [number, unknown] | 'reset',
): void {
	let isFirst = true;
	engine.scrapeKit.intercept = (request) => {
		if (isFirst && matches(request)) {
			isFirst = false;
			return answer;
		}
		const id = request.path.split('/').at(-1) ?? '';
		if (isReading(request) && id.startsWith('sk_job_')) engine.scrapeKit.end(id);
		return undefined;
	};
}

const items = ['dentists', 'plumbers', 'bakers'].map((query) => ({ json: { query } }));
const queries = () => engine.scrapeKit.creates.map(({ query }) => query);

describe('Start and Wait, repeated by Retry On Fail', () => {
	const retrying = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

	test.each(['stopWorkflow', 'continueRegularOutput'] as const)(
		'C189: does not repeat a create with an unknown outcome (%s)',
		async (onError) => {
			engine.scrapeKit.intercept = ({ method }) => (method === 'POST' ? 'reset' : undefined);
			const outcome = await follow(engine, waitingWorkflow({}, { ...retrying, onError })).outcome;
			const [item] = itemsOf(outcome, 'Next');

			expect(outcome.status).toBe(onError === 'stopWorkflow' ? 'error' : 'success');
			expect(outcome.error?.message ?? item?.json.error).toContain('may or may not have created the job');
			expect(item?.json.code).toBe(onError === 'stopWorkflow' ? undefined : 'ECONNRESET');
			expect(engine.scrapeKit.creates).toHaveLength(1);
		},
	);

	test.each([
		['of the job', 'stopWorkflow', isReading],
		['of the job', 'continueRegularOutput', isReading],
		['of its leads', 'stopWorkflow', ({ path }: Received) => path.includes('results')],
	] as const)('returns the leads after a reading %s was refused once (%s)', async (_, onError, matches) => {
		answerFirst(matches, refusal(403, 'account_suspended'));
		const outcome = await follow(engine, waitingWorkflow({}, { ...retrying, onError })).outcome;

		expect(outcome.error).toBeUndefined();
		expect(itemsOf(outcome, 'Next').map(({ json }) => json.name)).toEqual([
			'Smile Austin',
			'Downtown Dental',
		]);
		expect(engine.scrapeKit.creates).toHaveLength(1);
	});

	test.each([
		['of the job', isReading],
		['of its leads', ({ path }: Received) => path.includes('results')],
	] as const)(
		'C189: returns the leads after a reading %s was refused once in an execution that slept',
		async (_, matches) => {
			const run = follow(engine, sleepingWorkflow({}, retrying));
			await run.parked(1);
			answerFirst(matches, refusal(403, 'account_suspended'));
			engine.clock.ring();
			const outcome = await run.outcome;

			expect(outcome.error).toBeUndefined();
			expect(itemsOf(outcome, 'Next')).toHaveLength(2);
			expect(engine.scrapeKit.creates).toHaveLength(1);
		},
	);

	test('ends with an error when the job has failed', async () => {
		engine.scrapeKit.intercept = ({ path }) => {
			if (path.includes('/sk_job_')) engine.scrapeKit.end(engine.scrapeKit.ids.at(-1) ?? '', 'failed');
			return undefined;
		};
		const outcome = await follow(engine, waitingWorkflow({}, retrying)).outcome;

		expect(outcome.status).toBe('error');
		expect(outcome.error?.message).toContain('failed');
		expect(engine.scrapeKit.creates).toHaveLength(1);
	});

	test('X02: finds the job of a create that got no answer, by the id that the node gave it', async () => {
		answerFirst((request) => {
			if (request.method !== 'POST') return false;
			engine.scrapeKit.create(request.body);
			return true;
		}, 'reset');
		const outcome = await follow(engine, waitingWorkflow()).outcome;

		expect(itemsOf(outcome, 'Next')).toHaveLength(2);
		expect(engine.scrapeKit.creates).toHaveLength(1);
	});

	test.each(['stopWorkflow', 'continueRegularOutput'] as const)(
		'tries a refused create again and starts no job twice (%s)',
		async (onError) => {
			const isCreate = ({ method, body }: Received) => method === 'POST' && body.query === 'dentists';
			answerFirst(isCreate, refusal(402, 'insufficient_credits'));
			const outcome = await follow(engine, waitingWorkflow({}, { ...retrying, onError }), { items }).outcome;

			expect(outcome.error).toBeUndefined();
			expect(itemsOf(outcome, 'Next')).toHaveLength(6);
			expect(queries().filter((query) => query === 'dentists')).toHaveLength(2);
			expect(queries().filter((query) => query === 'plumbers')).toHaveLength(1);
		},
	);
});

describe('Start and Wait, in an execution that n8n retries', () => {
	test('X02: continues with the job of the execution that failed, and a new execution starts a new job', async () => {
		engine.scrapeKit.intercept = ({ path }) =>
			path.includes('/sk_job_') ? refusal(403, 'account_suspended') : undefined;
		const workflow = waitingWorkflow();
		expect((await follow(engine, workflow).outcome).status).toBe('error');
		answerFirst(() => false, 'reset');
		const retried = await follow(engine, workflow, { mode: 'retry' }).outcome;

		expect(itemsOf(retried, 'Next')).toHaveLength(2);
		expect(retried.hints.join()).toContain('no second job was started');
		expect(engine.scrapeKit.creates).toHaveLength(1);

		await follow(engine, workflow).outcome;
		expect(engine.scrapeKit.creates).toHaveLength(2);
	});
});
