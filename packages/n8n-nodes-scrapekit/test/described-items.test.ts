import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeParameters } from 'n8n-workflow';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actionWorkflow } from './support/action-workflow.ts';
import { documentedRoutes, ok } from './support/documented-answers.ts';
import { follow, itemsOf, startEngine, type TestEngine } from './support/engine.ts';
import { actionFiles, formsOf, nodeOf, strictValidator } from './support/offered-forms.ts';
import { ScriptedServer } from './support/scripted-server.ts';
import leads from '../../../test/fixtures/scrapekit/results.json' with { type: 'json' };

let engine: TestEngine;
let server: ScriptedServer;
beforeAll(async () => {
	engine = await startEngine();
	server = await ScriptedServer.listen();
});
afterAll(async () => {
	await server[Symbol.asyncDispose]();
	await engine.close();
});

/** Values for the required parameters of every form. n8n ignores those that a form does not have. */
const parameters: INodeParameters = {
	query: 'dentists',
	location: 'Austin, Texas',
	email: 'hello@smileaustin.com',
	website: 'https://example.com',
	firstName: 'Arseniy',
	lastName: 'Grusha',
	item: 'ibm',
	type: 'company.linkedin',
	input: '{"items":["ibm"]}',
	url: 'https://example.com/hook',
	webhookName: 'n8n',
	jobId: 'job_1',
	artifactId: 'art_01HX5N3W4Q8K',
	endpointId: 'whe_1',
};

async function run(file: string, chosen: INodeParameters) {
	const { name, credentials = [] } = nodeOf(engine.nodePackage.folder, file).description;
	const credential = credentials[0]?.name ?? '';
	const options = chosen.operation === 'startAndWait' ? { pollEvery: 0.01 } : {};
	const workflow = actionWorkflow({
		type: name,
		credential,
		parameters: { ...parameters, ...chosen, options },
	});
	const { outcome } = follow(engine, workflow, {
		credentials: { [credential]: { apiKey: `sk_live_${'a'.repeat(40)}`, baseUrl: server.url } },
		items: [{ json: {} }],
	});
	const { error } = await outcome;
	return { error, items: itemsOf(await outcome, 'Action').map(({ json }) => json) };
}

describe('the items', () => {
	test.each(actionFiles)('of every operation of %s have the described fields', async (file) => {
		server.routes = documentedRoutes[/(\w+)\.node\.js$/.exec(file)?.[1] ?? ''] ?? {};
		const ajv = strictValidator();
		for (const { resource, operation, schema = {} } of formsOf(engine.nodePackage.folder, file)) {
			const { items, error } = await run(file, { resource, operation });
			const matches = ajv.compile(schema);
			const form = `${resource}/${operation}`;
			const expected = Object.keys(schema.properties ?? {});

			expect(error, form).toBeUndefined();
			expect(items.length, form).toBeGreaterThan(0);
			for (const item of items) {
				expect([form, matches(item), matches.errors]).toEqual([form, true, null]);
				expect(Object.keys(item), form).toEqual(expect.arrayContaining(expected));
			}
		}
	});

	test('of a simplified scrape job are those that the README shows', async () => {
		const [file = ''] = actionFiles.filter((each) => each.endsWith('/ScrapeKit.node.js'));
		const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');
		const [, lead = ''] = /A simplified lead:\n\n```json\n(.*?)```/s.exec(readme) ?? [];
		server.routes = { ...documentedRoutes.ScrapeKit, 'GET /api/v1/scrape/jobs/*/results': ok(leads) };
		const { items } = await run(file, {
			resource: 'scrape',
			operation: 'getLeads',
			jobId: 'sk_job_4f7a9b1c',
		});

		expect(Object.entries(items[0] ?? {})).toEqual(Object.entries(JSON.parse(lead) as object));
	});
});
