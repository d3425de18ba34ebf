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

describe('Get, Get Leads and Cancel', () => {
	test('returns the status and the progress of a job', async () => {
		const jobId = engine.scrapeKit.add('running');

		const [item] = itemsOf(await run({ operation: 'get', jobId: ` ${jobId} ` }), 'ScrapeKit');

		expect(item?.json).toMatchObject({
			job_id: jobId,
			status: 'running',
			progress: { scraped: 1, target: 2 },
		});
	});

	test('returns one item per lead, with the job and the search', async () => {
		const jobId = engine.scrapeKit.add('completed');

		const leads = itemsOf(await run({ operation: 'getLeads', jobId, output: 'items' }), 'ScrapeKit');

		expect(leads.map(({ json }) => [json.name, json.job_id, json.location])).toEqual([
			['Smile Austin', jobId, 'Austin, Texas'],
			['Downtown Dental', jobId, 'Austin, Texas'],
		]);
		expect(leads.every(({ pairedItem }) => JSON.stringify(pairedItem) === '{"item":0}')).toBe(true);
	});

	test('returns the CSV file of ScrapeKit', async () => {
		const jobId = engine.scrapeKit.add('completed');

		const [item] = itemsOf(await run({ operation: 'getLeads', jobId, output: 'csvFile' }), 'ScrapeKit');

		expect(item?.binary?.data).toMatchObject({ mimeType: 'text/csv', fileName: `${jobId}.csv` });
		expect(Buffer.from(item?.binary?.data?.data ?? '', 'base64').toString()).toContain('p1,Smile Austin');
	});

	test('suggests Start and Wait when a job is not completed yet', async () => {
		const jobId = engine.scrapeKit.add('running');

		const { error } = await run({ operation: 'getLeads', jobId, output: 'items' });

		expect(error?.message).toContain(`Job ${jobId} is running`);
		expect(error?.description).toContain('Start and Wait');
	});

	test.each([
		['={{ $json.missing }}', '"Job ID" is empty'],
		['={{ null }}', '"Job ID" is empty'],
		['   ', '"Job ID" is empty'],
		['={{ [1] }}', '"Job ID" is a list'],
	])('names the Job ID when it is %s', async (jobId, message) => {
		const { error } = await run({ operation: 'get', jobId });

		expect(error?.message).toBe(message);
		expect(engine.scrapeKit.received).toEqual([]);
	});

	test('cancels a job and returns its new status', async () => {
		const jobId = engine.scrapeKit.add('running');

		const [item] = itemsOf(await run({ operation: 'cancel', jobId }), 'ScrapeKit');

		expect(item?.json).toMatchObject({ job_id: jobId, status: 'cancelled' });
	});
});

describe('Get Many', () => {
	const getMany = { operation: 'getMany' };

	test('returns as many jobs as the limit, which an expression may give as a text', async () => {
		engine.scrapeKit.clear();
		for (const status of ['running', 'completed', 'completed']) engine.scrapeKit.add(status);

		const outcome = await run({ ...getMany, limit: '={{ "2" }}' });

		expect(itemsOf(outcome, 'ScrapeKit')).toHaveLength(2);
	});

	test.each([
		[{ limit: 'abc' }, '"Limit" is "abc", and has to be a number of 1 or more'],
		[{ limit: '' }, '"Limit" is empty, and has to be a number of 1 or more'],
		[{ filters: { createdAfter: 'yesterday' } }, '"Created After" needs a date, and not "yesterday"'],
	])('names the field of %j that cannot be read', async (parameters, message) => {
		const { error } = await run({ ...getMany, ...parameters });

		expect(error?.message).toBe(message);
		expect(engine.scrapeKit.received).toEqual([]);
	});

	test('accepts a date object of n8n', async () => {
		await run({ ...getMany, filters: { createdAfter: '={{ DateTime.fromISO("2026-11-28T09:00:00Z") }}' } });

		expect(engine.scrapeKit.received[0]?.path).toContain('created_after=2026-11-28T09%3A00%3A00.000Z');
	});
});

describe('errors', () => {
	test.each([
		['a wrong key', 401, 'invalid_api_key', 'paste the API key again'],
		['an empty balance', 402, 'insufficient_credits', 'Add credits'],
		['an unknown job', 404, 'job_not_found', 'Check the job ID'],
	])('advise the user about %s and name the request id', async (_, status, code, advice) => {
		engine.scrapeKit.intercept = () => refusal(status, code);

		const { error } = await run({ operation: 'get', jobId: 'sk_job_1' });

		expect(error?.message).toContain(`Refused with ${code}`);
		expect(error?.description).toContain(advice);
		expect(error?.description).toContain('req_0123456789');
	});

	test('C192: never show the API key', async () => {
		const outcome = await run(
			{ operation: 'get', jobId: 'sk_job_none' },
			{ credentials: engine.credentialsWith({ apiKey: 'sk_live_hidden' }) },
		);

		expect(outcome.error?.message).toContain('Refused with invalid_api_key');
		expect(JSON.stringify(outcome)).not.toContain('sk_live_hidden');
	});

	test('become items when the node continues on errors, and the other items are processed', async () => {
		const jobId = engine.scrapeKit.add('running');
		const items = [{ json: { id: 'sk_job_none' } }, { json: { id: jobId } }];
		const workflow = plainWorkflow(
			{ operation: 'get', jobId: '={{ $json.id }}' },
			{ onError: 'continueRegularOutput' },
		);

		const [failed, read] = itemsOf(await follow(engine, workflow, { items }).outcome, 'ScrapeKit');

		expect(failed).toMatchObject({
			json: {
				error: expect.stringContaining('job_not_found') as string,
				job_id: 'sk_job_none',
				status: 404,
				code: 'job_not_found',
				request_id: 'req_0123456789',
			},
			pairedItem: { item: 0 },
		});
		expect(read).toMatchObject({ json: { job_id: jobId }, pairedItem: { item: 1 } });
	});
});
