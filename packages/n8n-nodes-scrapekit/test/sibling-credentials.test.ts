import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { ICredentialType } from 'n8n-workflow';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildNodePackage, type NodePackage } from '../../workflow-runner/src/index.ts';
import { type Answer, ScriptedServer } from './support/scripted-server.ts';
import { testCredential } from './support/test-credential.ts';

const API_KEY = 'key-0123456789abcdef';

const credentials = [
	{
		name: 'Scrupp',
		className: 'ScruppApi',
		path: '/api/v1/account/credits',
		sentKey: { header: 'authorization', prefix: 'Bearer ' },
		account: { credits: 12.5 },
		unknownKey: 403,
	},
	{
		name: 'Scrapfly',
		className: 'ScrapflyApi',
		path: '/account',
		sentKey: { query: 'key' },
		account: { account: { account_id: 'acc-1' } },
		unknownKey: 401,
	},
	{
		name: 'ScrapeNest',
		className: 'ScrapeNestApi',
		path: '/api/v1/webhook-endpoints',
		sentKey: { header: 'x-api-key', prefix: '' },
		account: { webhook_endpoints: [] },
		unknownKey: 401,
	},
] as const;

let nodePackage: NodePackage;
let server: ScriptedServer;
beforeAll(async () => {
	nodePackage = await buildNodePackage();
	server = await ScriptedServer.listen();
});
afterAll(async () => {
	await server[Symbol.asyncDispose]();
	await nodePackage[Symbol.asyncDispose]();
});

describe.each(credentials)('the credential of $name', (credential) => {
	const { name, className, path, sentKey, account, unknownKey } = credential;
	let type: ICredentialType;
	beforeAll(() => {
		const file = join(nodePackage.folder, `dist/credentials/${className}.credentials.js`);
		const classes = createRequire(import.meta.url)(file) as Record<string, new () => ICredentialType>;
		const CredentialType = classes[className];
		if (CredentialType === undefined) throw new TypeError(`${file} has no class ${className}.`);
		type = new CredentialType();
	});
	beforeEach(() => {
		server.received.length = 0;
		answerWith(() => [200, account]);
	});

	const answerWith = (answer: () => Answer) =>
		(server.routes = {
			[`GET ${path}`]: ({ headers, query }) => {
				const given = 'query' in sentKey ? query.get(sentKey.query) : headers[sentKey.header];
				const expected = 'query' in sentKey ? API_KEY : sentKey.prefix + API_KEY;
				return given === expected ? answer() : [unknownKey, { error: 'Unknown key' }];
			},
		});

	const check = async (changes: object = {}) =>
		await testCredential(type, { apiKey: API_KEY, baseUrl: server.url, ...changes });

	test('is accepted with one request when the key is known', async () => {
		expect(await check()).toEqual({ status: 'OK' });
		expect(server.received.map(({ method }) => method)).toEqual(['GET']);
	});

	test('is accepted with blanks around the key and the base URL, and with a slash at its end', async () => {
		expect(await check({ apiKey: ` ${API_KEY}\n`, baseUrl: ` ${server.url}// ` })).toEqual({ status: 'OK' });
	});

	test.each([
		['the key is unknown', { apiKey: 'other' }, undefined, `${name} does not know this API key`],
		['there is no such page', {}, [404, {}], `no ${name} API at this base URL`],
		['a page of another server answers', {}, [200, '<h1>Hello</h1>'], `no ${name} API at this base URL`],
		['an API of another server answers', {}, [200, { ok: true }], `no ${name} API at this base URL`],
		['there are too many requests', {}, [429, {}], 'too many requests'],
		[`${name} has a problem`, {}, [500, {}], `${name} has an internal problem`],
	] as const)('is refused when %s', async (_, changes, answer, message) => {
		if (answer !== undefined) answerWith(() => answer);

		expect(await check(changes)).toEqual({
			status: 'Error',
			message: expect.stringContaining(message) as string,
		});
	});

	test('is refused when the answer leads to another address, and the key is not sent there', async () => {
		answerWith(() => [302, '', { location: '/elsewhere' }]);

		expect(await check()).toEqual({
			status: 'Error',
			message: expect.stringContaining(`no ${name} API at this base URL`) as string,
		});
		expect(server.received).toHaveLength(1);
	});
});
