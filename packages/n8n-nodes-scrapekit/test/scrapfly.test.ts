import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { itemsOf } from './support/engine.ts';
import type { Answer, Received, Routes } from './support/scripted-server.ts';
import { startProvider, type StartedProvider } from './support/started-provider.ts';

const API_KEY = 'scp-live-0123456789abcdef';
const PAGE = 'https://example.com/';

const result = {
	url: PAGE,
	success: true,
	status: 'DONE',
	status_code: 200,
	reason: 'OK',
	content: '# Hello',
	content_type: 'text/markdown',
	format: 'text',
	size: 7,
	duration: 1.2,
	log_url: 'https://scrapfly.io/dashboard/monitoring/log/01',
	request_headers: [],
	error: null,
};
const scraped = { uuid: '01', config: { url: PAGE }, context: { cost: { total: 1 } }, result };
const queued = { uuid: '02', config: { url: PAGE }, context: { job: { uuid: 'job-1', status: 'PENDING' } } };
const account = { account: { account_id: 'acc-1' }, subscription: { usage: { scrape: { remaining: 990 } } } };

const authorized =
	(answer: (request: Received) => Answer | 'reset') =>
	(request: Received): Answer | 'reset' =>
		request.query.get('key') === API_KEY
			? answer(request)
			: [401, { status: 'error', http_code: 401, message: 'Invalid API key' }];

const routes: Routes = {
	'GET /account': authorized(() => [200, account]),
	'GET /scrape': authorized(({ query }) => (query.has('webhook_name') ? [201, queued] : [200, scraped])),
};

let scrapfly: StartedProvider;
beforeAll(async () => {
	scrapfly = await startProvider({ type: 'scrapfly', credential: 'scrapflyApi', apiKey: API_KEY });
});
afterAll(async () => await scrapfly[Symbol.asyncDispose]());
beforeEach(() => {
	scrapfly.server.received.length = 0;
	scrapfly.server.routes = routes;
});

/** The queries of all scrapes, without the API key. */
const queries = () =>
	scrapfly.server.requests('GET', '/scrape').map(({ query }) => {
		const { key: _, ...rest } = Object.fromEntries(query);
		return rest;
	});

const scrape = { resource: 'page', operation: 'scrape', url: PAGE };
const queue = { resource: 'page', operation: 'queue', url: PAGE, webhookName: 'n8n' };
const continuing = { extra: { onError: 'continueRegularOutput' } } as const;

describe('Scrape', () => {
	test('F20: returns the scraped page, one item per incoming item', async () => {
		const items = [{ json: { url: PAGE } }, { json: { url: `${PAGE}2` } }];
		const outcome = await scrapfly.run({ ...scrape, url: '={{ $json.url }}' }, { items });

		const { status: _status, request_headers: _headers, error: _error, ...page } = result;
		expect(itemsOf(outcome, 'Action')).toEqual([
			{ json: page, pairedItem: { item: 0 } },
			{ json: page, pairedItem: { item: 1 } },
		]);
		expect(queries()).toEqual([{ url: PAGE }, { url: `${PAGE}2` }]);
	});

	test('returns the whole answer without Simplify', async () => {
		const outcome = await scrapfly.run({ ...scrape, simplify: false });

		expect(itemsOf(outcome, 'Action')[0]?.json).toEqual(scraped);
	});

	test('sends the fields that were filled in', async () => {
		const additionalFields = { asp: true, cache: false, country: 'us', format: 'markdown', renderJs: 'true' };
		await scrapfly.run({ ...scrape, additionalFields });

		expect(queries()).toEqual([
			{ url: PAGE, asp: 'true', cache: 'false', country: 'us', format: 'markdown', render_js: 'true' },
		]);
	});

	test.each([
		['an address that is none', { url: 'example' }, 'Page URL'],
		['an empty address', { url: '={{ $json.missing }}' }, 'Page URL'],
		['an unknown format', { additionalFields: { format: 'pdf' } }, 'Format'],
		[
			'a word for yes or no',
			{ additionalFields: { asp: 'maybe' } },
			'"Bypass Protection" needs true or false',
		],
	])('refuses %s and sends nothing', async (_, changes, message) => {
		const { error } = await scrapfly.run({ ...scrape, ...changes });

		expect(error?.message).toContain(message);
		expect(queries()).toEqual([]);
	});

	test('F20: an item whose page cannot be scraped leaves with the code of the failure', async () => {
		const failure = {
			code: 'ERR::ASP::SHIELD_PROTECTION_FAILED',
			message: 'The shield held.',
			retryable: false,
		};
		const failed = { ...scraped, result: { ...result, success: false, error: failure } };
		scrapfly.server.routes = { 'GET /scrape': () => [422, failed] };

		const outcome = await scrapfly.run(scrape, continuing);

		expect(itemsOf(outcome, 'Action')[0]?.json).toMatchObject({
			error: expect.stringContaining('The shield held.') as string,
			code: 'ERR::ASP::SHIELD_PROTECTION_FAILED',
			status: 422,
		});
	});

	test('F25: never shows the API key, which is part of the address of each request', async () => {
		scrapfly.server.routes = { 'GET /scrape': () => [404, '<h1>No such page</h1>'] };

		const { error } = await scrapfly.run(scrape);

		expect(error?.description).toContain('Check the base URL');
		expect(JSON.stringify(error)).not.toContain(API_KEY);
	});
});

describe('Queue', () => {
	test('F01, F23: names the webhook that brings the page, and returns the ID of the scrape', async () => {
		const outcome = await scrapfly.run({ ...queue, additionalFields: { country: 'us' } });

		expect(queries()).toEqual([{ url: PAGE, webhook_name: 'n8n', country: 'us' }]);
		expect(itemsOf(outcome, 'Action')[0]?.json).toMatchObject({ job_id: 'job-1', status: 'queued' });
	});

	test('refuses an empty webhook name and sends nothing', async () => {
		const { error } = await scrapfly.run({ ...queue, webhookName: ' ' });

		expect(error?.message).toContain('Webhook Name');
		expect(queries()).toEqual([]);
	});

	test('F24: sends a scrape again only when Scrapfly says that this may help', async () => {
		const refusal = { code: 'ERR::WEBHOOK::MAX_RETRY', message: 'Too many retries.', retryable: false };
		scrapfly.server.routes = { 'GET /scrape': () => [429, refusal] };

		const { error } = await scrapfly.run(queue);

		expect(error?.message).toContain('Too many retries.');
		expect(queries()).toHaveLength(1);
	});

	test('keeps the scrapes of other items when one is refused', async () => {
		const notFound = { code: 'ERR::WEBHOOK::NOT_FOUND', message: 'No such webhook.', retryable: false };
		scrapfly.server.routes = {
			'GET /scrape': ({ query }) => (query.get('webhook_name') === 'n8n' ? [201, queued] : [400, notFound]),
		};
		const items = [{ json: { name: 'n8n' } }, { json: { name: 'other' } }];
		const outcome = await scrapfly.run(
			{ ...queue, webhookName: '={{ $json.name }}' },
			{ items, ...continuing },
		);

		expect(itemsOf(outcome, 'Action')).toMatchObject([
			{ json: { job_id: 'job-1' }, pairedItem: { item: 0 } },
			{ json: { code: 'ERR::WEBHOOK::NOT_FOUND', status: 400 }, pairedItem: { item: 1 } },
		]);
	});
});

describe('the account', () => {
	test('shows the API credits that are left', async () => {
		const outcome = await scrapfly.run({ resource: 'account', operation: 'get' });

		expect(itemsOf(outcome, 'Action')[0]?.json).toEqual({
			valid_key: true,
			account_id: 'acc-1',
			balance: '990',
		});
	});

	test('advises to paste the key again when Scrapfly does not know it', async () => {
		const changes = { apiKey: 'scp-live-hidden' };
		const outcome = await scrapfly.run({ resource: 'account', operation: 'get' }, { changes });

		expect(outcome.error?.description).toContain('paste the API key again');
		expect(JSON.stringify(outcome)).not.toContain('scp-live-hidden');
	});
});
