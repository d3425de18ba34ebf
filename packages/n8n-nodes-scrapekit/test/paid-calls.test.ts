import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { follow, itemsOf, startEngine, type TestEngine } from './support/engine.ts';
import { refusal } from './support/scripted-scrapekit.ts';
import { plainWorkflow } from './support/workflows.ts';

let engine: TestEngine;
beforeAll(async () => void (engine = await startEngine()));
afterAll(async () => await engine.close());
afterEach(() => {
	engine.scrapeKit.intercept = undefined;
	engine.scrapeKit.received.length = 0;
});

describe('Verify, repeated by Retry On Fail', () => {
	const retrying = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
	const items = [{ json: { address: 'ana@example.com' } }, { json: { address: 'bo@example.com' } }];
	const verify = { resource: 'email', operation: 'verify', email: '={{ $json.address }}' };
	const addresses = () => engine.scrapeKit.received.map(({ body }) => body.email);
	const answerSecond = (answer: readonly [number, unknown] | 'reset') => {
		engine.scrapeKit.intercept = ({ body }) => {
			const isFirstOfSecond = addresses().filter((each) => each === 'bo@example.com').length === 1;
			if (body.email === 'bo@example.com' && isFirstOfSecond) return answer;
			return [200, { email: body.email, status: 'safe' }];
		};
	};

	test.each([
		['a refusal of 502', refusal(502, 'bad_gateway')],
		['a broken connection', 'reset'],
		['a maintenance page', [200, '<html>maintenance</html>']],
	] as const)('C189: sends no call again that %s leaves open', async (_, answer) => {
		answerSecond(answer);

		const outcome = await follow(engine, plainWorkflow(verify, retrying), { items }).outcome;

		expect(outcome.status).toBe('error');
		expect(outcome.error?.description).toContain('sent again only in a new execution');
		expect(addresses()).toEqual(['ana@example.com', 'bo@example.com']);
	});

	test('sends a refused call again, and no call that was answered', async () => {
		answerSecond(refusal(402, 'insufficient_credits'));

		const outcome = await follow(engine, plainWorkflow(verify, retrying), { items }).outcome;

		expect(itemsOf(outcome, 'ScrapeKit').map(({ json }) => json.email)).toEqual([
			'ana@example.com',
			'bo@example.com',
		]);
		expect(addresses()).toEqual(['ana@example.com', 'bo@example.com', 'bo@example.com']);
	});
});
