import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { follow, itemsOf, startEngine, type TestEngine } from '../support/engine.ts';
import { refusal } from '../support/scripted-scrapekit.ts';
import { waitingWorkflow } from '../support/workflows.ts';

let engine: TestEngine;
beforeAll(async () => void (engine = await startEngine()));
afterAll(async () => await engine.close());
afterEach(() => {
	engine.scrapeKit.intercept = undefined;
	engine.scrapeKit.received.length = 0;
});

/** Lets each job end when it is read, and answers the request for its leads. */
const answerResults = (answer: readonly [number, unknown]) => {
	engine.scrapeKit.intercept = ({ method, path }) => {
		if (path.includes('/results')) return answer;
		const id = path.split('/').at(-1) ?? '';
		if (method === 'GET' && id.startsWith('sk_job_')) engine.scrapeKit.end(id);
		return undefined;
	};
};

const refusals = [
	['401 invalid_api_key', 401, 'invalid_api_key'],
	['403 account_suspended', 403, 'account_suspended'],
	['404 job_not_found', 404, 'job_not_found'],
] as const;

describe('the id of a paid job whose leads cannot be fetched', () => {
	test.each(refusals)('is named by the error that ends the run, after %s', async (_, status, code) => {
		answerResults(refusal(status, code));
		const { error } = await follow(engine, waitingWorkflow()).outcome;
		const id = engine.scrapeKit.ids.at(-1) ?? '';

		expect(error?.message).toContain(`Job ${id}`);
		expect(error?.message).toContain(code);
		expect(error?.description).toContain(`The job ${id} exists and is not started again.`);
		expect(error?.description).toContain('req_0123456789');
		expect(engine.scrapeKit.creates).toHaveLength(1);
	});

	test.each(refusals)('leaves with the item and its facts, after %s', async (_, status, code) => {
		answerResults(refusal(status, code));
		for (const onError of ['continueRegularOutput', 'continueErrorOutput'] as const) {
			const outcome = await follow(engine, waitingWorkflow({}, { onError })).outcome;
			const facts = { job_id: engine.scrapeKit.ids.at(-1), status, code, request_id: 'req_0123456789' };
			const isSeparate = onError === 'continueErrorOutput';
			const [item] = itemsOf(outcome, isSeparate ? 'Errors' : 'Next');

			expect(item?.json).toMatchObject(isSeparate ? { details: facts } : facts);
		}
		expect(engine.scrapeKit.creates).toHaveLength(2);
	});

	test.each([
		['a maintenance page', '<html>maintenance</html>'],
		['an answer that breaks off', '{"results":[{"name":"Smile Austin"},'],
	])('is known after %s', async (_, text) => {
		answerResults([200, text]);
		const extra = { onError: 'continueErrorOutput' } as const;
		const outcome = await follow(engine, waitingWorkflow({}, extra)).outcome;
		const [item] = itemsOf(outcome, 'Errors');

		expect(item?.json).toMatchObject({ details: { job_id: engine.scrapeKit.ids.at(-1) } });
		expect(itemsOf(outcome, 'Next')).toEqual([]);
		expect(engine.scrapeKit.creates).toHaveLength(1);
	});
});
