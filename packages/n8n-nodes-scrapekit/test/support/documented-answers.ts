import {
	jobColumns,
	type JobOperation,
	type Operation,
	providers,
	rowColumns,
	sample,
} from '@scrapekit/core';
import type { Answer, Routes } from './scripted-server.ts';
import createdScrape from '../../../../test/fixtures/scrapekit/created.json' with { type: 'json' };
import leads from '../../../../test/fixtures/scrapekit/results.json' with { type: 'json' };
import scrapeStatus from '../../../../test/fixtures/scrapekit/status.json' with { type: 'json' };
import createdVerify from '../../../../test/fixtures/scrapekit/verify-created.json' with { type: 'json' };
import verifiedEmail from '../../../../test/fixtures/scrapekit/verify-email.json' with { type: 'json' };
import verifyStatus from '../../../../test/fixtures/scrapekit/verify-status.json' with { type: 'json' };
import scrapflyAccount from '../../../../test/fixtures/scrapfly/account.json' with { type: 'json' };

export const ok =
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
export const documentedRoutes: Readonly<Record<string, Routes>> = {
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
