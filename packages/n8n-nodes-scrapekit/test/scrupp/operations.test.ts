import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { itemsOf } from '../support/engine.ts';
import { API_KEY, scruppRoutes } from '../support/scripted-scrupp.ts';
import { startProvider, type StartedProvider } from '../support/started-provider.ts';

let scrupp: StartedProvider;
beforeAll(async () => {
	scrupp = await startProvider({ type: 'scrupp', credential: 'scruppApi', apiKey: API_KEY });
});
afterAll(async () => await scrupp[Symbol.asyncDispose]());
beforeEach(() => {
	scrupp.server.received.length = 0;
	scrupp.server.routes = scruppRoutes();
});

/** The requests that start something. */
const creates = () => scrupp.server.received.filter(({ method }) => method === 'POST');
const bodies = () => creates().map(({ body }) => body);

describe('Start', () => {
	const start = { resource: 'companies', operation: 'start' };

	test('S01: makes one task of all incoming items, with the fields that were filled in', async () => {
		const additionalFields = {
			max: 10,
			externalId: 'row_9481',
			source: 'n8n',
			webhookUrl: 'https://example.com/hook',
		};
		const items = [{ json: { name: 'ibm' } }, { json: { name: 'acme' } }];
		const outcome = await scrupp.run({ ...start, item: '={{ $json.name }}', additionalFields }, { items });

		expect(bodies()).toEqual([
			{
				items: ['ibm', 'acme'],
				max: 10,
				external_id: 'row_9481',
				source: 'n8n',
				webhook_url: 'https://example.com/hook',
			},
		]);
		expect(itemsOf(outcome, 'Action')).toMatchObject([
			{ json: { job_id: '6666', status: 'queued' }, pairedItem: [{ item: 0 }, { item: 1 }] },
		]);
	});

	test('asks for at most 100 results when nothing was changed', async () => {
		await scrupp.run({ ...start, item: 'ibm' });
		await scrupp.run({ ...start, resource: 'contacts', item: 'ibm' });

		expect(creates().map(({ path, body }) => [path, body])).toEqual([
			['/api/v1/company/linkedin', { items: ['ibm'], max: 100 }],
			['/api/v1/contact/linkedin', { items: ['ibm'], max: 100 }],
		]);
	});

	test('makes a task per incoming item from a list', async () => {
		const items = [{ json: { list: 'ibm, acme' } }, { json: { list: ['oracle'] } }];
		await scrupp.run({ ...start, inputFrom: 'list', list: '={{ $json.list }}' }, { items });

		expect(bodies()).toMatchObject([{ items: ['ibm', 'acme'] }, { items: ['oracle'] }]);
	});

	test('makes a task from a column of a CSV file', async () => {
		const csv = Buffer.from('Company Name,Town\r\n"ibm",Armonk\r\n"Acme, Inc.",Reno\r\n');
		const data = { data: csv.toString('base64'), mimeType: 'text/csv', fileName: 'companies.csv' };
		const items = [{ json: {}, binary: { data } }];
		await scrupp.run({ ...start, inputFrom: 'csvFile', column: 'company name' }, { items });

		expect(bodies()).toMatchObject([{ items: ['ibm', 'Acme, Inc.'] }]);
	});

	test('S11: sends a job of the Jobs API with its type and its input', async () => {
		const input = '{ "items": ["ibm"], "max": 1 }';
		const outcome = await scrupp.run({ resource: 'job', operation: 'start', type: 'company.domain', input });

		expect(bodies()).toEqual([{ type: 'company.domain', input: { items: ['ibm'], max: 1 } }]);
		expect(itemsOf(outcome, 'Action')[0]?.json).toMatchObject({ job_id: '8888' });
	});

	const job = { resource: 'job', operation: 'start', type: 'company.domain' };
	const tooFew = { max: 0 };
	test.each([
		['an empty item', { ...start, item: '={{ $json.missing }}' }, 'An entry for "Items" is not a text'],
		['Max Results of 0', { ...start, item: 'ibm', additionalFields: tooFew }, 'Max Results'],
		[
			'a word as Max Results',
			{ ...start, item: 'ibm', additionalFields: { max: 'many' } },
			'"Max Results" needs a number, such as 100, and not "many"',
		],
		['an input that is a list', { ...job, input: '[1]' }, '"Job Input" needs a JSON object'],
		['a wrong address', { ...start, item: 'ibm', additionalFields: { webhookUrl: 'here' } }, 'Webhook URL'],
	])('refuses %s and sends nothing', async (_, parameters, message) => {
		const { error } = await scrupp.run(parameters);

		expect(error?.message).toContain(message);
		expect(scrupp.server.received).toEqual([]);
	});

	test('sends a create with an unknown outcome only once', async () => {
		scrupp.server.routes = { ...scruppRoutes(), 'POST /api/v1/company/linkedin': () => 'reset' };

		const { error } = await scrupp.run({ ...start, item: 'ibm' });

		expect(error?.message).toContain('may or may not have created the job');
		expect(bodies()).toHaveLength(1);
	});
});

describe('Get and Get Results', () => {
	test('return the status of a task', async () => {
		scrupp.server.routes = scruppRoutes('running');
		const outcome = await scrupp.run({ resource: 'companies', operation: 'get', jobId: ' 6666 ' });

		expect(itemsOf(outcome, 'Action')[0]?.json).toMatchObject({ job_id: '6666', status: 'running' });
	});

	test('accept a number as Job ID, and skip and limit the rows', async () => {
		const parameters = { resource: 'companies', operation: 'getResults', jobId: '={{ $json.id }}' };
		const items = [{ json: { id: 6666 } }];
		const second = await scrupp.run({ ...parameters, options: { skip: 1 } }, { items });
		const first = await scrupp.run({ ...parameters, options: { maxItems: 1 } }, { items });

		expect(itemsOf(second, 'Action').map(({ json }) => json.item)).toEqual(['acme']);
		expect(itemsOf(first, 'Action').map(({ json }) => json.item)).toEqual(['ibm']);
	});

	test('name the job when it is not completed or does not exist', async () => {
		scrupp.server.routes = scruppRoutes('running');
		const early = await scrupp.run({ resource: 'companies', operation: 'getResults', jobId: '6666' });
		const extra = { onError: 'continueRegularOutput' } as const;
		const unknown = await scrupp.run(
			{ resource: 'companies', operation: 'get', jobId: '={{ 1 }}' },
			{ extra },
		);

		expect(early.error?.message).toContain('Job 6666 is running');
		expect(itemsOf(unknown, 'Action')[0]?.json).toMatchObject({ job_id: '1', status: 404 });
	});
});

describe('the account', () => {
	test('shows the credits that are left', async () => {
		const outcome = await scrupp.run({ resource: 'account', operation: 'get' });

		expect(itemsOf(outcome, 'Action')[0]?.json).toEqual({ valid_key: true, balance: '12.5' });
	});

	test('S10: advises to paste the key again after a 403, and never shows it', async () => {
		const changes = { apiKey: 'sk_live_hidden' };
		const outcome = await scrupp.run({ resource: 'account', operation: 'get' }, { changes });

		expect(outcome.error?.description).toContain('paste the API key again');
		expect(JSON.stringify(outcome)).not.toContain('sk_live_hidden');
	});
});
