import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { jobColumns, type JobOperation, type Operation, providers, rowColumns, sample } from '@scrapekit/core';
import type * as Ajv from 'ajv';
import { loadOutputSchema } from 'n8n-core';
import type { INodeParameters, INodeProperties, INodePropertyOptions, INodeType } from 'n8n-workflow';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actionWorkflow } from './support/action-workflow.ts';
import { follow, itemsOf, startEngine, type TestEngine } from './support/engine.ts';
import { type Answer, type Routes, ScriptedServer } from './support/scripted-server.ts';
import createdScrape from '../../../test/fixtures/scrapekit/created.json' with { type: 'json' };
import leads from '../../../test/fixtures/scrapekit/results.json' with { type: 'json' };
import scrapeStatus from '../../../test/fixtures/scrapekit/status.json' with { type: 'json' };
import createdVerify from '../../../test/fixtures/scrapekit/verify-created.json' with { type: 'json' };
import verifiedEmail from '../../../test/fixtures/scrapekit/verify-email.json' with { type: 'json' };
import verifyStatus from '../../../test/fixtures/scrapekit/verify-status.json' with { type: 'json' };
import scrapflyAccount from '../../../test/fixtures/scrapfly/account.json' with { type: 'json' };
import manifest from '../package.json' with { type: 'json' };

// The linter of this package brings an older Ajv, so the one of the workspace is required from its root.
const { Ajv: JsonSchemas } = createRequire(join(import.meta.dirname, '../../../package.json'))(
	'ajv',
) as typeof Ajv;

interface Schema {
	readonly type?: string | readonly string[];
	readonly properties?: Readonly<Record<string, Schema>>;
	readonly items?: Schema;
}

const actionFiles = manifest.n8n.nodes.filter((file) => !file.endsWith('Trigger.node.js'));

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

const nodeOf = (file: string): INodeType => {
	const path = join(engine.nodePackage.folder, file);
	const module = createRequire(import.meta.url)(path) as Readonly<Record<string, new () => INodeType>>;
	const [NodeClass] = Object.values(module);
	if (NodeClass === undefined) throw new Error(`${file} exports no node.`);
	return new NodeClass();
};

const valuesOf = ({ options = [] }: INodeProperties): readonly string[] =>
	(options as readonly INodePropertyOptions[]).map(({ value }) => String(value));

interface Form {
	readonly file: string;
	readonly resource: string;
	readonly operation: string;
	readonly schema: Schema | undefined;
}

/** Every operation that an action node offers, with its schema as n8n finds it. */
const formsOf = (file: string): readonly Form[] => {
	const { properties, version } = nodeOf(file).description;
	const nodeDir = dirname(join(engine.nodePackage.folder, file));
	return properties
		.filter(({ name }) => name === 'operation')
		.flatMap((selector) =>
			(selector.displayOptions?.show?.resource ?? []).flatMap((resource) =>
				valuesOf(selector).map((operation) => ({
					file,
					resource: String(resource),
					operation,
					schema: loadOutputSchema({
						nodeDir,
						version: Number(version),
						resource: String(resource),
						operation,
					}) as Schema | undefined,
				})),
			),
		);
};

/** Returns the paths of fields that lack a type which the editor can show. */
const untyped = (schema: Schema, path = ''): readonly string[] => [
	...([schema.type].flat()[0] === undefined || [schema.type].flat()[0] === 'null' ? [path] : []),
	...Object.entries(schema.properties ?? {}).flatMap(([key, property]) => untyped(property, `${path}.${key}`)),
	...(schema.items === undefined ? [] : untyped(schema.items, `${path}[]`)),
];

describe('the built package', () => {
	test.each(actionFiles)('has a schema for every operation of %s, and no other', (file) => {
		const forms = formsOf(file);
		const folder = join(engine.nodePackage.folder, dirname(file), '__schema__/v1.0.0');
		const written = readdirSync(folder, { recursive: true, encoding: 'utf8' });

		expect(forms.filter(({ schema }) => schema === undefined)).toEqual([]);
		expect(written.filter((path) => path.endsWith('.json')).sort()).toEqual(
			forms.map(({ resource, operation }) => join(resource, `${operation}.json`)).sort(),
		);
	});

	test.each(actionFiles)('describes the items of %s in the form that n8n reads', (file) => {
		const ajv = new JsonSchemas({ strict: true, allowUnionTypes: true });
		for (const { schema = {}, resource, operation } of formsOf(file)) {
			expect(() => ajv.compile(schema), `${resource}/${operation}`).not.toThrow();
			expect(schema.type).toBe('object');
			expect(untyped(schema)).toEqual([]);
			expect(JSON.stringify(schema)).not.toMatch(/"(anyOf|oneOf|allOf|\$ref|\$schema)"/);
			// An AI builder of n8n reads only so many characters.
			expect(JSON.stringify(schema, null, 2).length).toBeLessThanOrEqual(3000);
		}
	});

	test.each(actionFiles)('returns at most ten fields of a simplified item of %s', (file) => {
		const simplifies = nodeOf(file).description.properties.filter(({ name }) => name === 'simplify');
		const sizes = formsOf(file)
			.filter(({ resource, operation }) =>
				simplifies.some(({ displayOptions: { show = {} } = {} }) =>
					[show.resource?.includes(resource), show.operation?.includes(operation)].every(Boolean),
				),
			)
			.map(({ resource, operation, schema }) => ({
				form: `${resource}/${operation}`,
				fields: Object.keys(schema?.properties ?? {}),
			}));

		expect(sizes.filter(({ fields }) => fields.length > 10)).toEqual([]);
	});
});

const ok =
	(body: unknown): Routes[string] =>
	(): Answer => [200, body];

const rowOf = (operation: Operation) => sample(rowColumns(operation));
const statusOf = (operation: JobOperation) => sample(jobColumns(operation));
const createdOf = (operation: JobOperation) => sample(jobColumns(operation, 'create'));

const verdict = {
	email: 'hello@smileaustin.com',
	status: 'safe',
	reason: null,
	role: false,
	catch_all: false,
	free_provider: false,
	overall_score: 95,
};
const endpoint = { id: 'whe_1', url: 'https://example.com/hook', enabled_events: ['job.completed'] };

/** A job that also verifies the addresses of its leads (A05). */
const verifyingScrape = { ...scrapeStatus, verification_credits_used: 0.005 };

const matchKraftRoutes = (type: string, operation: JobOperation): Routes => ({
	[`POST /api/v2/${type}`]: ok(createdOf(operation)),
	[`GET /api/v2/${type}/results/*`]: ok({ ...statusOf(operation), results: [rowOf(operation)] }),
});
const { scrupp, matchkraft, scrapenest, scrapfly } = providers;

/** Answers with every documented field, by the node's name. Undocumented answers have every column of the definition. */
const routes: Readonly<Record<string, Routes>> = {
	ScrapeKit: {
		'POST /api/v1/scrape/jobs': ok(createdScrape),
		'GET /api/v1/scrape/jobs': ok({ jobs: [verifyingScrape], next_cursor: null }),
		'GET /api/v1/scrape/jobs/*': ok({ ...verifyingScrape, status: 'completed' }),
		'GET /api/v1/scrape/jobs/*/results': ok({
			...leads,
			results: leads.results.map((lead) => ({ ...lead, email_status: 'safe' })),
		}),
		'POST /api/v1/verify/jobs': ok(createdVerify),
		'GET /api/v1/verify/jobs': ok({ jobs: [verifyStatus], next_cursor: null }),
		'GET /api/v1/verify/jobs/*': ok({ ...verifyStatus, status: 'completed' }),
		'GET /api/v1/verify/jobs/*/results': ok({ results: [verdict] }),
		'POST /api/v1/jobs/*/cancel': ok({ job_id: 'sk_job_4f7a9b1c', status: 'cancelled' }),
		'POST /api/v1/verify/email': ok(verifiedEmail),
		'GET /api/v1/account': ok({ account_id: 'acc_1', email: 'jane@example.com', balance: 12.5 }),
	},
	MatchKraft: {
		...matchKraftRoutes('domain-scan', matchkraft.operations.domainScan),
		...matchKraftRoutes('email-validation', matchkraft.operations.emailValidation),
		...matchKraftRoutes('email-finder', matchkraft.operations.emailFinder),
	},
	Scrupp: {
		'GET /api/v1/account/credits': ok({ credits: 12.5 }),
		'POST /api/v1/company/linkedin': ok({ process_id: 6666, status: 'queued' }),
		'POST /api/v1/contact/linkedin': ok({ process_id: 7777, status: 'queued' }),
		'POST /api/v1/jobs': ok({ job_id: '8888', status: 'queued' }),
		'GET /api/v1/task/*/status': ok({ process_id: 6666, status: 'completed', error: null }),
		'GET /api/v1/task/*/data': ok({
			items: [{ ...rowOf(scrupp.operations.companies), ...rowOf(scrupp.operations.contacts) }],
		}),
		'GET /api/v1/jobs/*': ok({ job_id: '8888', status: 'succeeded', error: null }),
		'GET /api/v1/jobs/*/result': ok({ data: { items: [rowOf(scrupp.operations.job)] } }),
	},
	Scrapfly: {
		'GET /account': ok(scrapflyAccount),
		'GET /scrape': ({ query }) =>
			query.has('webhook_name')
				? [201, createdOf(scrapfly.operations.scrape)]
				: [200, rowOf(scrapfly.operations.scrapeNow)],
	},
	ScrapeNest: {
		'POST /api/v1/jobs': ok(createdOf(scrapenest.operations.scrape)),
		'GET /api/v1/jobs/*': ok(statusOf(scrapenest.operations.scrape)),
		'GET /api/v1/jobs/*/artifacts': ok({ artifacts: [rowOf(scrapenest.operations.scrape)] }),
		'GET /api/v1/jobs/*/artifacts/*': () => [200, 'Hello', { 'content-type': 'text/html' }],
		'POST /api/v1/webhook-endpoints': ok({ ...endpoint, secret: 'whsec_c2VjcmV0' }),
		'GET /api/v1/webhook-endpoints': ok({ webhook_endpoints: [endpoint] }),
		'DELETE /api/v1/webhook-endpoints/*': () => [204],
	},
};

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
	const { name, credentials = [] } = nodeOf(file).description;
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
		server.routes = routes[/(\w+)\.node\.js$/.exec(file)?.[1] ?? ''] ?? {};
		const ajv = new JsonSchemas({ strict: true, allowUnionTypes: true });
		for (const { resource, operation, schema = {} } of formsOf(file)) {
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
		server.routes = { ...routes.ScrapeKit, 'GET /api/v1/scrape/jobs/*/results': ok(leads) };
		const { items } = await run(file, { resource: 'scrape', operation: 'getLeads', jobId: 'sk_job_4f7a9b1c' });

		expect(items[0]).toEqual(JSON.parse(lead));
	});
});
