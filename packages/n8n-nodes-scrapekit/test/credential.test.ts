import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { ICredentialType } from 'n8n-workflow';
import { startEngine, type TestEngine } from './support/engine.ts';
import { testCredential } from './support/test-credential.ts';
import { API_KEY, refusal } from './support/scripted-scrapekit.ts';

let engine: TestEngine;
let type: ICredentialType;
beforeAll(async () => {
	engine = await startEngine();
	const require = createRequire(import.meta.url);
	const file = join(engine.nodePackage.folder, 'dist/credentials/ScrapeKitApi.credentials.js');
	type = new (require(file) as { ScrapeKitApi: new () => ICredentialType }).ScrapeKitApi();
});
afterAll(async () => await engine.close());
afterEach(() => void (engine.scrapeKit.intercept = undefined));

const check = async (changes: object = {}) =>
	await testCredential(type, { apiKey: API_KEY, baseUrl: engine.scrapeKit.url, ...changes });

test('a credential is accepted when ScrapeKit knows the key, and no job is created', async () => {
	expect(await check()).toEqual({ status: 'OK' });
	expect(await check({ baseUrl: `${engine.scrapeKit.url}/` })).toEqual({ status: 'OK' });
	expect(engine.scrapeKit.creates).toEqual([]);
});

test.each([` ${API_KEY}`, `${API_KEY}\n`])('blanks around the key are not sent (%j)', async (apiKey) => {
	expect(await check({ apiKey })).toEqual({ status: 'OK' });
});

test('a credential is refused when ScrapeKit does not know the key', async () => {
	expect(await check({ apiKey: 'sk_live_wrong' })).toMatchObject({
		status: 'Error',
		message: expect.stringContaining('does not know this API key') as string,
	});
});

test('a credential is refused when the account is suspended', async () => {
	engine.scrapeKit.intercept = () => refusal(403, 'account_suspended');

	expect(await check()).toMatchObject({
		status: 'Error',
		message: expect.stringContaining('suspended') as string,
	});
});

test.each([
	['a page of another server', [200, 'Welcome']],
	['JSON of another server', [404, { message: 'Not Found' }]],
	['`not_found`, as for a base URL with a path', refusal(404, 'not_found')],
] as const)('a credential is refused when the answer is %s', async (_, answer) => {
	engine.scrapeKit.intercept = () => answer;

	expect(await check()).toMatchObject({
		status: 'Error',
		message: expect.stringContaining('no ScrapeKit API at this base URL') as string,
	});
});
