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

const run = async (
	parameters: Parameters<typeof plainWorkflow>[0],
	options: Parameters<typeof follow>[2] = {},
) => await follow(engine, plainWorkflow(parameters), options).outcome;

const search = { query: 'dentists', location: 'Austin, Texas' };

describe('Start', () => {
	test('sends the fields that were filled in, and leaves out the empty ones', async () => {
		const additionalFields = { verifyEmails: true, webhookUrl: 'https://example.com/hook' };
		const outcome = await run({ operation: 'start', ...search, maxLeads: 50, additionalFields });
		await run({ operation: 'start', ...search, maxLeads: 50, additionalFields: { webhookUrl: '' } });

		const [first, second] = engine.scrapeKit.creates;
		expect(first).toMatchObject({
			...search,
			max_leads: 50,
			verify_emails: true,
			webhook_url: 'https://example.com/hook',
		});
		expect(second).toEqual({ ...search, max_leads: 50, client_request_id: expect.any(String) as string });
		expect(itemsOf(outcome, 'ScrapeKit')[0]?.json).toMatchObject({ status: 'queued', ...search });
	});

	test('asks for 100 leads when nothing was changed', async () => {
		await run({ operation: 'start', ...search });

		expect(engine.scrapeKit.creates).toMatchObject([{ ...search, max_leads: 100 }]);
	});

	test('C072: asks for as many leads as the balance pays for only with Use Whole Balance', async () => {
		await run({ operation: 'start', ...search, allLeads: true });

		expect(engine.scrapeKit.creates[0]).not.toHaveProperty('max_leads');
	});

	test.each(['', 0, 'abc', '={{ $json.missing }}', -1])(
		'C072: starts no job with Max Leads %j',
		async (maxLeads) => {
			const { error } = await run({ operation: 'start', ...search, maxLeads });

			expect(error?.message).toContain('Max Leads');
			expect(engine.scrapeKit.creates).toEqual([]);
		},
	);

	test('converts what an expression gives where the meaning is plain', async () => {
		const items = [{ json: { zip: 78701, limit: '50', verify: 'true' } }];
		const workflow = plainWorkflow({
			operation: 'start',
			query: 'dentists',
			location: '={{ $json.zip }}',
			maxLeads: '={{ $json.limit }}',
			additionalFields: { verifyEmails: '={{ $json.verify }}' },
		});
		await follow(engine, workflow, { items }).outcome;

		expect(engine.scrapeKit.creates).toMatchObject([
			{ location: '78701', max_leads: 50, verify_emails: true },
		]);
	});

	test.each([
		[{ query: '={{ { a: 1 } }}', location: 'Austin' }, '"Query" needs a text, and not an object'],
		[
			{ ...search, additionalFields: { verifyEmails: 'maybe' } },
			'"Verify Emails" needs true or false, and not "maybe"',
		],
	])('names the field of %j that cannot be converted', async (parameters, message) => {
		const { error } = await run({ operation: 'start', ...parameters });

		expect(error?.message).toContain(message);
		expect(engine.scrapeKit.creates).toEqual([]);
	});

	test('starts no job that may cost more than the Spend Limit', async () => {
		const options = { spendLimit: 1 };
		const { error } = await run({ operation: 'start', ...search, maxLeads: 67, options });
		await run({ operation: 'start', ...search, maxLeads: 66, options });

		expect(error?.message).toBe('The job may cost 1.005 credits, and the Spend Limit is 1');
		expect(engine.scrapeKit.creates).toMatchObject([{ max_leads: 66 }]);
	});

	test.each(['', '={{ $json.missing }}', 'one'])(
		'starts no job with the Spend Limit %j',
		async (spendLimit) => {
			const { error } = await run({ operation: 'start', ...search, options: { spendLimit } });

			expect(error?.message).toContain('"Spend Limit" is ');
			expect(engine.scrapeKit.creates).toEqual([]);
		},
	);

	test('starts a job per item and links the job to its item', async () => {
		const items = [{ json: { q: 'dentists' } }, { json: { q: 'plumbers' } }];
		const outcome = await run({ operation: 'start', query: '={{ $json.q }}', location: 'Austin' }, { items });

		expect(itemsOf(outcome, 'ScrapeKit').map(({ json, pairedItem }) => [json.query, pairedItem])).toEqual([
			['dentists', { item: 0 }],
			['plumbers', { item: 1 }],
		]);
	});

	test('refuses input that breaks a documented rule before anything is sent', async () => {
		const { error } = await run({ operation: 'start', query: 'x'.repeat(121), location: 'Austin' });

		expect(error?.message).toContain('Query: At most 120 characters');
		expect(error?.description).toContain('Nothing was charged');
		expect(engine.scrapeKit.creates).toEqual([]);
	});

	test('C189: sends a create with an unknown outcome only once', async () => {
		engine.scrapeKit.intercept = ({ method }) =>
			method === 'POST' ? refusal(500, 'internal_error') : undefined;

		const { error } = await run({ operation: 'start', ...search });

		expect(error?.message).toContain('may or may not have created the job');
		expect(error?.description).toContain('ScrapeKit dashboard');
		expect(engine.scrapeKit.creates).toHaveLength(1);
	});
});

describe('Start, repeated by Retry On Fail', () => {
	const retrying = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

	test('C189: does not repeat a create with an unknown outcome', async () => {
		engine.scrapeKit.intercept = ({ method }) => (method === 'POST' ? 'reset' : undefined);

		const { error } = await follow(engine, plainWorkflow({ operation: 'start', ...search }, retrying))
			.outcome;

		expect(error?.message).toContain('may or may not have created the job');
		expect(engine.scrapeKit.creates).toHaveLength(1);
	});

	test('starts no job twice', async () => {
		const items = [{ json: { q: 'dentists' } }, { json: { q: 'plumbers' } }];
		let refusals = 0;
		engine.scrapeKit.intercept = ({ method, body }) => {
			if (method !== 'POST' || body.query !== 'plumbers' || refusals > 0) return undefined;
			refusals++;
			return refusal(402, 'insufficient_credits');
		};
		const workflow = plainWorkflow(
			{ operation: 'start', query: '={{ $json.q }}', location: 'Austin' },
			retrying,
		);

		const jobs = itemsOf(await follow(engine, workflow, { items }).outcome, 'ScrapeKit');

		expect(jobs.map(({ json }) => json.query)).toEqual(['dentists', 'plumbers']);
		expect(engine.scrapeKit.creates.map(({ query }) => query)).toEqual(['dentists', 'plumbers', 'plumbers']);
	});
});
