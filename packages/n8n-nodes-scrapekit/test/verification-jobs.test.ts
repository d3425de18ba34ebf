import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { itemsOf } from './support/engine.ts';
import type { Answer, Received } from './support/scripted-server.ts';
import { startProvider, type StartedProvider } from './support/started-provider.ts';

const JOB = 'sk_job_verify';

let scrapeKit: StartedProvider;
let sent: string[] = [];

const create = ({ body }: Received): Answer => {
	sent = (body as { emails: string[] }).emails;
	return [202, { job_id: JOB, status: 'queued', total: sent.length, estimated_credits: 0.005 * sent.length }];
};
const job: Answer = [200, { job_id: JOB, status: 'completed', created_at: '2026-11-01T00:00:00Z' }];
const results = (): Answer => [
	200,
	{ job_id: JOB, status: 'completed', results: sent.toReversed().map((email) => ({ email, status: 'safe' })) },
];

beforeAll(async () => {
	scrapeKit = await startProvider({
		type: 'scrapeKit',
		credential: 'scrapeKitApi',
		apiKey: `sk_live_${'a'.repeat(40)}`,
	});
	scrapeKit.server.routes = {
		'POST /api/v1/verify/jobs': create,
		'GET /api/v1/verify/jobs/*': () => job,
		'GET /api/v1/jobs/*/results': ({ query }) =>
			query.get('format') === 'csv' ? [200, 'email,status\r\na@x.example,safe\r\n'] : results(),
		'GET /api/v1/verify/jobs/*/results': ({ query }) =>
			query.get('format') === 'csv' ? [200, 'email,status\r\na@x.example,safe\r\n'] : results(),
	};
});
afterAll(async () => await scrapeKit[Symbol.asyncDispose]());
afterEach(() => {
	scrapeKit.server.received.length = 0;
	sent = [];
});

const verify = { resource: 'verify', operation: 'startAndWait', options: { pollEvery: 0.01 } };
const creates = () => scrapeKit.server.requests('POST', '/api/v1/verify/jobs').map(({ body }) => body);

describe('a verification job', () => {
	test('takes all incoming items in one job and links each verdict to the item of its address', async () => {
		const emails = ['ann@x.example', 'bob@x.example', 'cy@x.example'];
		const items = emails.map((email) => ({ json: { email } }));
		const outcome = await scrapeKit.run({ ...verify, email: '={{ $json.email }}' }, { items });

		expect(creates()).toMatchObject([{ emails }]);
		expect(itemsOf(outcome, 'Action').map(({ json, pairedItem }) => [json.email, pairedItem])).toEqual([
			['cy@x.example', { item: 2 }],
			['bob@x.example', { item: 1 }],
			['ann@x.example', { item: 0 }],
		]);
	});

	test.each([
		'ann@x.example\nbob@x.example',
		' ann@x.example, bob@x.example ;',
		'["ann@x.example","bob@x.example"]',
		'={{ ["ann@x.example", "bob@x.example"] }}',
	])('takes a list: %j', async (list) => {
		await scrapeKit.run({ ...verify, inputFrom: 'list', list });

		expect(creates()).toMatchObject([{ emails: ['ann@x.example', 'bob@x.example'] }]);
	});

	test('takes a column of a CSV file', async () => {
		const csv = '\uFEFFName;E-Mail\r\n"Ann, Dr.";ann@x.example\r\nBob;bob@x.example\r\nCy;\r\n';
		const data = { data: Buffer.from(csv).toString('base64'), mimeType: 'text/csv' };
		const items = [{ json: {}, binary: { data } }];
		await scrapeKit.run({ ...verify, inputFrom: 'csvFile', column: 'e-mail' }, { items });

		expect(creates()).toMatchObject([{ emails: ['ann@x.example', 'bob@x.example'] }]);
	});

	test('names the columns of a CSV file without the wanted one, and sends nothing', async () => {
		const data = { data: Buffer.from('a,b\n1,2\n').toString('base64'), mimeType: 'text/csv' };
		const items = [{ json: {}, binary: { data } }];
		const { error } = await scrapeKit.run({ ...verify, inputFrom: 'csvFile', column: 'email' }, { items });

		expect(error?.message).toBe('The CSV file has no column "email"');
		expect(error?.description).toContain('Its columns are: a, b.');
		expect(creates()).toEqual([]);
	});

	test('returns the CSV file of the provider', async () => {
		const outcome = await scrapeKit.run({ ...verify, inputFrom: 'list', list: 'a@x.example', output: 'csvFile' });
		const file = itemsOf(outcome, 'Action')[0]?.binary?.data;

		expect(file).toMatchObject({ mimeType: 'text/csv', fileName: `${JOB}.csv` });
		expect(Buffer.from(file?.data ?? '', 'base64').toString()).toBe('email,status\r\na@x.example,safe\r\n');
	});

	test('returns part of the rows with Max Items and Skip', async () => {
		const list = 'a@x.example, b@x.example, c@x.example, d@x.example';
		const options = { pollEvery: 0.01, maxItems: 2, skip: 1 };
		const outcome = await scrapeKit.run({ ...verify, inputFrom: 'list', list, options });

		expect(itemsOf(outcome, 'Action').map(({ json }) => json.email)).toEqual(['c@x.example', 'b@x.example']);
	});

	test('links the error of a job for many items to all of them, and names the job', async () => {
		const items = ['ann@x.example', 'bob@x.example'].map((email) => ({ json: { email } }));
		const routes = scrapeKit.server.routes;
		const failed = { job_id: JOB, status: 'failed', error: 'The verifier stopped' };
		scrapeKit.server.routes = { ...routes, 'GET /api/v1/verify/jobs/*': () => [200, failed] };
		const extra = { onError: 'continueRegularOutput' } as const;
		const outcome = await scrapeKit.run({ ...verify, email: '={{ $json.email }}' }, { items, extra });
		scrapeKit.server.routes = routes;

		expect(itemsOf(outcome, 'Action')).toMatchObject([
			{ json: { job_id: JOB, error: expect.stringContaining('The verifier stopped') as string } },
		]);
		expect(itemsOf(outcome, 'Action')[0]?.pairedItem).toEqual([{ item: 0 }, { item: 1 }]);
	});
});
