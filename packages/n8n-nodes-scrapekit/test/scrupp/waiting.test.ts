import { signWebhook } from '@scrapekit/core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { itemsOf } from '../support/engine.ts';
import { postWebhook } from '../support/post-webhook.ts';
import { API_KEY, companies, scruppRoutes } from '../support/scripted-scrupp.ts';
import { startProvider, type StartedProvider } from '../support/started-provider.ts';

const OTHER_KEY = `sk_live_${'f'.repeat(40)}`;

let scrupp: StartedProvider;
beforeAll(async () => {
	scrupp = await startProvider({ type: 'scrupp', credential: 'scruppApi', apiKey: API_KEY });
});
afterAll(async () => await scrupp[Symbol.asyncDispose]());
beforeEach(() => {
	scrupp.server.received.length = 0;
	scrupp.server.routes = scruppRoutes();
});

const wait = { resource: 'companies', operation: 'startAndWait', options: { pollEvery: 0.01 } };

describe('Start and Wait', () => {
	test('S09: returns a simplified item per company, linked to the incoming item of its name', async () => {
		const items = [{ json: { name: 'acme' } }, { json: { name: 'ibm' } }];
		const outcome = await scrupp.run({ ...wait, item: '={{ $json.name }}' }, { items });

		const [{ company_category: _, ...ibm } = {}, acme] = companies;
		expect(itemsOf(outcome, 'Action').map(({ json, pairedItem }) => [json, pairedItem])).toEqual([
			[{ ...ibm, job_id: '6666' }, { item: 1 }],
			[{ ...acme, job_id: '6666' }, { item: 0 }],
		]);
	});

	test('returns the whole row without Simplify', async () => {
		const outcome = await scrupp.run({ ...wait, item: 'ibm', simplify: false });

		expect(itemsOf(outcome, 'Next')[0]?.json).toEqual({ ...companies[0], job_id: '6666' });
	});

	test('returns one item per address, with its verdict and its company', async () => {
		const outcome = await scrupp.run({ ...wait, item: 'ibm', output: 'emails' });

		expect(itemsOf(outcome, 'Next').map(({ json }) => json)).toMatchObject([
			{ email: 'contact@ibm.com', status: 'role', score: 80, company_name: 'IBM', job_id: '6666' },
			{ email: 'press@ibm.com', status: 'safe', score: 95, company_name: 'IBM', job_id: '6666' },
		]);
	});

	test('returns only the job', async () => {
		const outcome = await scrupp.run({ ...wait, item: 'ibm', output: 'job' });

		expect(itemsOf(outcome, 'Next').map(({ json }) => json)).toEqual([
			{ job_id: '6666', process_id: 6666, status: 'completed', error: null },
		]);
	});

	test('S11: returns contacts, and rows of the Jobs API', async () => {
		const job = { ...wait, resource: 'job', type: 'company.domain', input: '{"items":["ibm"]}' };
		const people = await scrupp.run({ ...wait, resource: 'contacts', item: 'ibm' });
		const rows = await scrupp.run(job);

		expect(itemsOf(people, 'Next')[0]?.json).toEqual({
			item: 'ibm',
			found: true,
			first_name: 'Maria',
			email: 'maria@ibm.com',
			job_id: '7777',
		});
		expect(itemsOf(rows, 'Next')[0]?.json).toEqual({ item: 'ibm', found: true, job_id: '8888' });
	});

	test('S02: a failed task leaves with its reason and its ID when the node continues on errors', async () => {
		scrupp.server.routes = scruppRoutes('failed');
		const extra = { onError: 'continueRegularOutput' } as const;
		const outcome = await scrupp.run({ ...wait, item: 'ibm' }, { extra });

		expect(itemsOf(outcome, 'Next')[0]?.json).toMatchObject({
			error: expect.stringContaining('LinkedIn is down.') as string,
			job_id: '6666',
		});
	});
});

describe('Start and Wait, asleep', () => {
	const asleep = { ...wait, item: 'ibm', whileRunning: 'sleep', options: { waitBeforeSleep: 0 } };

	/** Starts the workflow and returns when it sleeps. */
	async function fallAsleep(changes: object = {}) {
		scrupp.server.routes = scruppRoutes('running');
		const following = scrupp.follow(asleep, { changes, loops: true });
		await following.parked(1);
		const [create] = scrupp.server.requests('POST', '/api/v1/company/linkedin');
		const { webhook_url: url } = create?.body as { readonly webhook_url: string };
		scrupp.server.routes = scruppRoutes();
		return { following, url };
	}

	async function notify(url: string, secret: string): Promise<number> {
		const event = { event: 'task.completed', process_id: 6666, status: 'completed' };
		const body = Buffer.from(JSON.stringify(event));
		return await postWebhook(url, body, signWebhook('scrupp', { body, secret, now: new Date() }));
	}

	test.each([
		['the API key', {}, API_KEY],
		['a first API key that is not the one of the credential', { webhookSecret: OTHER_KEY }, OTHER_KEY],
		['the former first API key', { previousWebhookSecret: OTHER_KEY }, OTHER_KEY],
	])('S07: is woken by a webhook that is signed with %s', async (_, changes, secret) => {
		const { following, url } = await fallAsleep(changes);

		expect(await notify(url, secret)).toBe(200);
		const outcome = await following.outcome;
		expect(outcome.resumes.map(({ by }) => by)).toEqual(['webhook']);
		expect(itemsOf(outcome, 'Next').map(({ json }) => json.item)).toEqual(['ibm', 'acme']);
	});

	test('S06: refuses a forged webhook with 401 and sleeps on', async () => {
		const { following, url } = await fallAsleep();

		expect(await notify(url, OTHER_KEY)).toBe(401);
		expect(await notify(url, API_KEY)).toBe(200);
		expect((await following.outcome).resumes).toHaveLength(1);
	});
});
