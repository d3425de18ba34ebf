import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { ICredentialType, INodeExecutionData } from 'n8n-workflow';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { itemsOf } from './support/engine.ts';
import type { Answer, Received, Routes } from './support/scripted-server.ts';
import { startProvider, type StartedProvider } from './support/started-provider.ts';
import { testCredential } from './support/test-credential.ts';

const API_KEY = 'key-0123456789abcdef';
const JOB_ID = '20f70187-b941-4bb0-b10f-599b025fc425';

const authorized =
	(answer: (request: Received) => Answer) =>
	(request: Received): Answer =>
		request.headers.apikey === API_KEY ? answer(request) : [401, { error: 'Unknown API key' }];

/** The routes of a type of job. Its only job has the given status and rows. */
const routes = (type: string, results: readonly object[], status = 'COMPLETED'): Routes => ({
	[`POST /api/v2/${type}`]: authorized(() => [200, { jobId: JOB_ID, jobName: 'My Job', status: 'PENDING' }]),
	[`GET /api/v2/${type}/results/${JOB_ID}`]: authorized(() => [200, { jobId: JOB_ID, status, results }]),
});

let matchKraft: StartedProvider;
beforeAll(async () => {
	matchKraft = await startProvider({ type: 'matchKraft', credential: 'matchKraftApi', apiKey: API_KEY });
});
afterAll(async () => await matchKraft[Symbol.asyncDispose]());
beforeEach(() => void (matchKraft.server.received.length = 0));

const options = { pollEvery: 0.01 };
const toItems = (rows: readonly INodeExecutionData['json'][]): INodeExecutionData[] =>
	rows.map((json) => ({ json }));
const createdWith = (type: string) =>
	matchKraft.server.requests('POST', `/api/v2/${type}`).map(({ body }) => body);

describe('an email validation', () => {
	const verdicts = [
		{ email: 'john@gmail.com', status: 'safe', score: 95, reason: null, mailbox: 'pass' },
		{ email: 'test@domain.com', status: 'invalid', score: 0, reason: 'No such mailbox', mailbox: 'fail' },
	];
	const wait = { resource: 'emailValidation', operation: 'startAndWait', options };
	beforeEach(() => void (matchKraft.server.routes = routes('email-validation', verdicts)));

	test('M02: makes one job of all incoming items and links each verdict to its item', async () => {
		const items = toItems([{ address: 'john@gmail.com' }, { address: 'test@domain.com' }]);
		const outcome = await matchKraft.run({ ...wait, email: '={{ $json.address }}' }, { items });

		expect(createdWith('email-validation')).toEqual([
			{ jobName: 'API job', records: ['john@gmail.com', 'test@domain.com'] },
		]);
		expect(itemsOf(outcome, 'Action')).toEqual(
			verdicts.map(({ mailbox: _, ...verdict }, item) => ({
				json: { ...verdict, job_id: JOB_ID },
				pairedItem: { item },
			})),
		);
	});

	test('M02: takes a list from one field, with a name for the job', async () => {
		const list = 'john@gmail.com, test@domain.com';
		const fields = { inputFrom: 'list', list, additionalFields: { jobName: 'Newsletter' } };
		await matchKraft.run({ resource: 'emailValidation', operation: 'start', ...fields });

		expect(createdWith('email-validation')).toEqual([
			{ jobName: 'Newsletter', records: ['john@gmail.com', 'test@domain.com'] },
		]);
	});

	test('M02: takes the addresses from a column of a CSV file', async () => {
		const data = Buffer.from('Name,E-Mail\nJohn,john@gmail.com\n').toString('base64');
		const binary = { data: { data, mimeType: 'text/csv', fileName: 'list.csv' } };
		const fields = { inputFrom: 'csvFile', column: 'E-Mail' };
		await matchKraft.run(
			{ resource: 'emailValidation', operation: 'start', ...fields },
			{ items: [{ json: {}, binary }] },
		);

		expect(createdWith('email-validation')).toMatchObject([{ records: ['john@gmail.com'] }]);
	});

	test('M03: fails with the id of the job when the job has failed', async () => {
		matchKraft.server.routes = routes('email-validation', [], 'FAILED');
		const outcome = await matchKraft.run(
			{ ...wait, email: 'john@gmail.com' },
			{ extra: { onError: 'continueRegularOutput' } },
		);

		expect(itemsOf(outcome, 'Action')).toMatchObject([
			{ json: { error: expect.any(String) as string, job_id: JOB_ID } },
		]);
	});
});

test('M02: a domain scan gives one item per address that was found', async () => {
	const emails = [{ email: 'hello@dataprana.io', status: 'safe', score: 95, reason: null }];
	const websites = [
		{ website: 'https://dataprana.io', domain: 'dataprana.io', emails },
		{ website: 'https://example.com', domain: 'example.com', emails: [] },
	];
	matchKraft.server.routes = routes('domain-scan', websites);
	const outcome = await matchKraft.run({
		resource: 'domainScan',
		operation: 'startAndWait',
		inputFrom: 'list',
		list: ['https://dataprana.io', 'https://example.com'],
		output: 'emails',
		options,
	});

	expect(createdWith('domain-scan')).toMatchObject([
		{ records: ['https://dataprana.io', 'https://example.com'] },
	]);
	expect(itemsOf(outcome, 'Action').map(({ json }) => json)).toEqual([
		{ ...emails[0], website: 'https://dataprana.io', domain: 'dataprana.io', job_id: JOB_ID },
	]);
});

describe('the rows of one job for several incoming items', () => {
	const startAndWait = { operation: 'startAndWait', options };

	test('are linked to the people that they are about', async () => {
		const website = 'https://dataprana.io';
		const people = [
			{ firstName: 'Arseniy', lastName: 'Grusha', website },
			{ firstName: 'Maria', lastName: 'Grusha', website },
		];
		matchKraft.server.routes = routes('email-finder', people.toReversed());
		const fields = { firstName: '={{ $json.firstName }}', lastName: '={{ $json.lastName }}', website };
		const outcome = await matchKraft.run(
			{ ...startAndWait, resource: 'emailFinder', ...fields },
			{ items: toItems(people) },
		);

		expect(itemsOf(outcome, 'Action')).toMatchObject([
			{ json: { firstName: 'Maria' }, pairedItem: { item: 1 } },
			{ json: { firstName: 'Arseniy' }, pairedItem: { item: 0 } },
		]);
	});

	test('are linked to all of the items when they repeat none, and so is the job', async () => {
		const items = toItems([{ site: 'dataprana.io' }, { site: 'example.com' }]);
		matchKraft.server.routes = routes('domain-scan', [{ website: 'https://other.example', emails: [] }]);
		const scan = { ...startAndWait, resource: 'domainScan', website: '={{ $json.site }}' };

		for (const output of ['items', 'job']) {
			const outcome = await matchKraft.run({ ...scan, output }, { items });

			expect(itemsOf(outcome, 'Action')[0]?.pairedItem).toEqual([{ item: 0 }, { item: 1 }]);
		}
	});
});

test('M02: an email search takes the name and the website of each person', async () => {
	const people = [{ firstName: 'Arseniy', lastName: 'Grusha', website: 'https://dataprana.io' }];
	matchKraft.server.routes = routes('email-finder', [{ ...people[0], email: 'arseniy@dataprana.io' }]);
	const fields = { firstName: '={{ $json.first }}', lastName: 'Grusha', website: 'https://dataprana.io' };
	const outcome = await matchKraft.run(
		{ resource: 'emailFinder', operation: 'startAndWait', ...fields, options },
		{ items: toItems([{ first: 'Arseniy' }]) },
	);

	expect(createdWith('email-finder')).toMatchObject([{ records: people }]);
	expect(itemsOf(outcome, 'Action')).toMatchObject([
		{ json: { ...people[0], email: 'arseniy@dataprana.io', job_id: JOB_ID } },
	]);
});

test.each(['get', 'getResults'])('M03: %s reads a job by its id', async (operation) => {
	const rows = [{ email: 'john@gmail.com', status: 'safe' }];
	matchKraft.server.routes = routes('email-validation', rows);
	const outcome = await matchKraft.run({ resource: 'emailValidation', operation, jobId: ` ${JOB_ID} ` });

	expect(itemsOf(outcome, 'Action')).toMatchObject([
		{ json: operation === 'get' ? { job_id: JOB_ID, status: 'COMPLETED' } : { ...rows[0], job_id: JOB_ID } },
	]);
	expect(matchKraft.server.received.every(({ method }) => method === 'GET')).toBe(true);
});

describe('the credential', () => {
	const path = '/api/v2/domain-scan/results/00000000-0000-0000-0000-000000000000';
	const check = async (changes: object = {}) => {
		const file = join(matchKraft.engine.nodePackage.folder, 'dist/credentials/MatchKraftApi.credentials.js');
		const { MatchKraftApi } = createRequire(import.meta.url)(file) as {
			readonly MatchKraftApi: new () => ICredentialType;
		};
		const data = { apiKey: API_KEY, baseUrl: matchKraft.server.url, ...changes };
		return await testCredential(new MatchKraftApi(), data);
	};
	const answerWith = (answer: () => Answer) =>
		void (matchKraft.server.routes = { [`GET ${path}`]: authorized(answer) });

	// The answer to a request for an unknown job is undocumented (M11).
	test.each([404, 400, 200])('M11: is accepted when the key is not refused (%i)', async (status) => {
		answerWith(() => [status, {}]);

		expect(await check()).toEqual({ status: 'OK' });
		expect(await check({ apiKey: ` ${API_KEY}\n`, baseUrl: ` ${matchKraft.server.url}/ ` })).toEqual({
			status: 'OK',
		});
		expect(matchKraft.server.received.map(({ method }) => method)).toEqual(['GET', 'GET']);
	});

	test.each([
		['the key is unknown', { apiKey: 'other' }, 404, 'does not know this API key'],
		['the key is refused', {}, 403, 'refuses this API key'],
		['there are too many requests', {}, 429, 'too many requests'],
		['the answer leads to another address', {}, 302, 'no MatchKraft API at this base URL'],
		['the server has a problem', {}, 500, 'internal problem'],
	] as const)('is refused when %s', async (_, changes, status, message) => {
		answerWith(() => [status, {}, status === 302 ? { location: '/elsewhere' } : {}]);

		expect(await check(changes)).toEqual({
			status: 'Error',
			message: expect.stringContaining(message) as string,
		});
	});
});
