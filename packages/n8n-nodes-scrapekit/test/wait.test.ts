import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { INodeParameters, NodeOperationError } from 'n8n-workflow';
import type { Outcome } from '../../workflow-runner/src/index.ts';
import { deliver, follow, itemsOf, loopingWorkflow, startEngine, waitingWorkflow, type TestEngine } from './support/engine.ts';
import { refusal } from './support/scrapekit-double.ts';

let engine: TestEngine;
beforeAll(async () => void (engine = await startEngine()));
afterAll(async () => await engine.close());
afterEach(() => {
	vi.useRealTimers();
	engine.scrapeKit.intercept = undefined;
	engine.scrapeKit.received.length = 0;
});

const jobIdsIn = (event: Awaited<ReturnType<ReturnType<typeof follow>['parked']>>) =>
	event?.kind === 'parked' ? event.items.map(({ json }) => (json.scrapekit as { jobId: string }).jobId) : [];

const resumeUrl = (index = 0) => String(engine.scrapeKit.creates[index]?.webhook_url);

describe('Start and Wait, resumed by webhook', () => {
	it('C185: sleeps until the signed webhook comes, then puts out one item per lead', async () => {
		const run = follow(engine, waitingWorkflow());
		const [jobId = ''] = jobIdsIn(await run.parked(1));
		engine.scrapeKit.end(jobId);

		expect(await deliver(resumeUrl(), jobId)).toBe(200);
		const outcome = await run.outcome;

		expect(outcome.status).toBe('success');
		expect(outcome.resumes.map(({ by }) => by)).toEqual(['webhook']);
		expect(itemsOf(outcome, 'Next').map(({ json }) => json)).toEqual([
			expect.objectContaining({
				name: 'Smile Austin',
				emails_found: ['hello@smileaustin.com', 'admin@smileaustin.com'],
				job_id: jobId,
				query: 'dentists',
				location: 'Austin, Texas',
			}),
			expect.objectContaining({ name: 'Downtown Dental', rating: null, emails_found: [] }),
		]);
	});

	it('finds its jobs again whatever the node is called', async () => {
		const workflow = waitingWorkflow();
		const name = `"Leads" {{ }} of 'B' \\ \`C\``;
		const renamed = JSON.parse(
			JSON.stringify(workflow).replaceAll('"ScrapeKit"', JSON.stringify(name)),
		) as typeof workflow;
		const run = follow(engine, renamed);
		const [jobId = ''] = jobIdsIn(await run.parked(1));
		engine.scrapeKit.end(jobId);

		expect(await deliver(resumeUrl(), jobId)).toBe(200);
		expect((await run.outcome).resumes.map(({ by }) => by)).toEqual(['webhook']);
	});

	it('gives ScrapeKit the address n8n signed for this execution', async () => {
		const run = follow(engine, waitingWorkflow());
		const [jobId = ''] = jobIdsIn(await run.parked(1));
		engine.scrapeKit.end(jobId);
		const url = new URL(resumeUrl());

		expect(url.searchParams.get('signature')).toMatch(/^[0-9a-f]{64}$/);
		url.searchParams.set('signature', '0'.repeat(64));
		expect(await deliver(url.href, jobId)).toBe(401);

		await deliver(resumeUrl(), jobId);
		await run.outcome;
	});

	it('C196: refuses a forged webhook with 401 and sleeps on', async () => {
		const run = follow(engine, waitingWorkflow());
		const [jobId = ''] = jobIdsIn(await run.parked(1));
		engine.scrapeKit.end(jobId);

		expect(await deliver(resumeUrl(), jobId, { secret: 'whsec_forged' })).toBe(401);
		expect(await deliver(resumeUrl(), jobId, { now: new Date(Date.now() - 301_000) })).toBe(401);
		expect(run.events.filter(({ kind }) => kind === 'resumed')).toEqual([]);

		await deliver(resumeUrl(), jobId);
		expect((await run.outcome).status).toBe('success');
	});

	it('C186: believes the job, not the webhook', async () => {
		const run = follow(engine, waitingWorkflow());
		const [jobId = ''] = jobIdsIn(await run.parked(1));

		expect(await deliver(resumeUrl(), jobId)).toBe(200);
		expect(run.events.filter(({ kind }) => kind === 'resumed')).toEqual([]);

		engine.scrapeKit.end(jobId);
		await deliver(resumeUrl(), jobId);
		expect((await run.outcome).status).toBe('success');
	});

	it('takes no notice of a genuine webhook about a foreign job', async () => {
		const run = follow(engine, waitingWorkflow());
		const [jobId = ''] = jobIdsIn(await run.parked(1));
		const foreign = engine.scrapeKit.add('completed');
		engine.scrapeKit.end(jobId);

		expect(await deliver(resumeUrl(), foreign)).toBe(200);
		expect(run.events.filter(({ kind }) => kind === 'resumed')).toEqual([]);

		await deliver(resumeUrl(), jobId);
		await run.outcome;
	});

	it('waits for the last of several jobs and links each lead to its item', async () => {
		const items = [{ json: { query: 'dentists' } }, { json: { query: 'plumbers' } }];
		const run = follow(engine, waitingWorkflow(), { items });
		const [first = '', second = ''] = jobIdsIn(await run.parked(1));
		engine.scrapeKit.end(first);
		await deliver(resumeUrl(0), first);
		expect(run.events.filter(({ kind }) => kind === 'resumed')).toEqual([]);
		engine.scrapeKit.end(second);

		await deliver(resumeUrl(1), second);
		const outcome = await run.outcome;

		expect(itemsOf(outcome, 'Next').map(({ json }) => json.query)).toEqual([
			'dentists',
			'dentists',
			'plumbers',
			'plumbers',
		]);
	});

	it('answers a second webhook of the same job without running twice', async () => {
		const run = follow(engine, waitingWorkflow());
		const [jobId = ''] = jobIdsIn(await run.parked(1));
		engine.scrapeKit.end(jobId);

		const answers = await Promise.all([deliver(resumeUrl(), jobId), deliver(resumeUrl(), jobId)]);
		const outcome = await run.outcome;

		expect(answers.every((status) => status === 200 || status === 409)).toBe(true);
		expect(outcome.resumes).toHaveLength(1);
		expect(itemsOf(outcome, 'Next')).toHaveLength(2);
	});
});

describe('Start and Wait, resumed by timer', () => {
	it('asks for the job when no webhook comes, as often as it takes', async () => {
		const run = follow(engine, waitingWorkflow());
		const [jobId = ''] = jobIdsIn(await run.parked(1));
		engine.clock.ring();
		await run.parked(2);
		engine.scrapeKit.end(jobId);
		engine.clock.ring();
		const outcome = await run.outcome;

		expect(outcome.resumes.map(({ by }) => by)).toEqual(['timer', 'timer']);
		expect(itemsOf(outcome, 'Next')).toHaveLength(2);
		expect(engine.scrapeKit.creates).toHaveLength(1);
	});

	it('links leads to the items they were asked for', async () => {
		const items = [{ json: { query: 'dentists' } }, { json: { query: 'plumbers' } }];
		const run = follow(engine, waitingWorkflow(), { items });
		for (const jobId of jobIdsIn(await run.parked(1))) engine.scrapeKit.end(jobId);

		engine.clock.ring();
		const leads = itemsOf(await run.outcome, 'ScrapeKit');

		expect(leads.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 0 },
			{ item: 1 },
			{ item: 1 },
		]);
	});

	it('C184: sleeps in the documented cadence, or as set', async () => {
		vi.useFakeTimers({ toFake: ['Date'] });
		const sleepOf = async (waiting: object) => {
			const run = follow(engine, waitingWorkflow({ waiting: { waitInPlace: 0, ...waiting } }));
			const parking = await run.parked(1);
			for (const jobId of jobIdsIn(parking)) engine.scrapeKit.end(jobId);
			engine.clock.ring();
			await run.outcome;
			return parking?.kind === 'parked' ? (parking.until.getTime() - Date.now()) / 1000 : 0;
		};

		expect(await sleepOf({})).toBe(5);
		expect(await sleepOf({ pollEvery: 30 })).toBe(30);
		expect(await sleepOf({ resumeBy: 'webhook', giveUpAfter: 10 })).toBe(600);
	});

	it('polls and says why when the credential holds no webhook secret', async () => {
		const credentials = engine.credentialsWith({ webhookSecret: '' });
		const run = follow(engine, waitingWorkflow(), { credentials });
		for (const jobId of jobIdsIn(await run.parked(1))) engine.scrapeKit.end(jobId);
		engine.clock.ring();
		const outcome = await run.outcome;

		expect(engine.scrapeKit.creates[0]).not.toHaveProperty('webhook_url');
		expect(outcome.hints.join()).toContain('holds no webhook secret');
		expect(itemsOf(outcome, 'Next')).toHaveLength(2);
	});

	it('ends with the reason when the job fails', async () => {
		const run = follow(engine, waitingWorkflow());
		const [jobId = ''] = jobIdsIn(await run.parked(1));
		engine.scrapeKit.end(jobId, 'failed', 'The source gave out');
		expect(await deliver(resumeUrl(), jobId, { status: 'failed' })).toBe(200);

		engine.clock.ring();
		const { status, error } = await run.outcome;

		expect(status).toBe('error');
		expect(error?.message).toContain('The source gave out');
		expect(error?.node).toBe('ScrapeKit');
	});

	it('puts the reason in an item when the node continues on errors', async () => {
		const items = [{ json: { query: 'dentists' } }, { json: { query: 'plumbers' } }];
		const run = follow(engine, waitingWorkflow({}, { onError: 'continueRegularOutput' }), { items });
		const [first = '', second = ''] = jobIdsIn(await run.parked(1));
		engine.scrapeKit.end(first, 'cancelled');
		engine.scrapeKit.end(second);
		engine.clock.ring();
		const leads = itemsOf(await run.outcome, 'Next');

		expect(leads).toHaveLength(3);
		expect(leads[0]?.json.error).toContain('was cancelled');
		expect(leads[1]?.json.query).toBe('plumbers');
	});

	it('A31: gives up in time, with the id to come back with', async () => {
		const run = follow(engine, waitingWorkflow({ waiting: { waitInPlace: 0, giveUpAfter: 0 } }));

		const { status, error } = await run.outcome;

		expect(status).toBe('error');
		expect(error?.message).toMatch(/Job sk_job_\d+ was still queued/);
		expect(error?.description).toContain('Get Leads');
	});
});

describe('Start and Wait, with an error output', () => {
	const items = [{ json: { query: 'dentists' } }, { json: { query: 'plumbers' } }];
	const withErrorOutput = (parameters: INodeParameters = {}) =>
		waitingWorkflow(parameters, { onError: 'continueErrorOutput' });
	const queriesOf = (outcome: Outcome, node: string) => itemsOf(outcome, node).map(({ json }) => json.query);
	const refusePlumbers = () => {
		engine.scrapeKit.intercept = ({ method, body }) =>
			method === 'POST' && body.query === 'plumbers' ? refusal(402, 'insufficient_credits') : undefined;
	};

	it('parks every item and lets all leads leave by Leads after a timer', async () => {
		const run = follow(engine, withErrorOutput(), { items });
		expect(jobIdsIn(await run.parked(1))).toHaveLength(2);
		engine.clock.ring();
		const jobIds = jobIdsIn(await run.parked(2));
		expect(jobIds).toHaveLength(2);
		for (const jobId of jobIds) engine.scrapeKit.end(jobId);
		engine.clock.ring();
		const outcome = await run.outcome;

		expect(queriesOf(outcome, 'Next')).toEqual(['dentists', 'dentists', 'plumbers', 'plumbers']);
		expect(itemsOf(outcome, 'Errors')).toEqual([]);
		expect(engine.scrapeKit.creates).toHaveLength(2);
	});

	it('lets all leads leave by Leads after a webhook', async () => {
		const run = follow(engine, withErrorOutput(), { items });
		const [first = '', second = ''] = jobIdsIn(await run.parked(1));
		engine.scrapeKit.end(first);
		engine.scrapeKit.end(second);
		await deliver(resumeUrl(), first);
		const outcome = await run.outcome;

		expect(queriesOf(outcome, 'Next')).toEqual(['dentists', 'dentists', 'plumbers', 'plumbers']);
		expect(itemsOf(outcome, 'Errors')).toEqual([]);
	});

	it('lets a job that failed leave by the error output, with the fields of its item', async () => {
		const run = follow(engine, withErrorOutput(), { items });
		const [first = '', second = ''] = jobIdsIn(await run.parked(1));
		engine.scrapeKit.end(first);
		engine.scrapeKit.end(second, 'failed', 'The source gave out');
		engine.clock.ring();
		const outcome = await run.outcome;

		expect(queriesOf(outcome, 'Next')).toEqual(['dentists', 'dentists']);
		expect(queriesOf(outcome, 'Errors')).toEqual(['plumbers']);
		expect(itemsOf(outcome, 'Errors')[0]?.json.error).toContain('The source gave out');
	});

	it('leaves a run in which an item has failed to the timer, and loses neither leads nor errors', async () => {
		refusePlumbers();
		const run = follow(engine, withErrorOutput(), { items });
		const [jobId = ''] = jobIdsIn(await run.parked(1));
		engine.scrapeKit.end(jobId);
		const requests = engine.scrapeKit.received.length;
		for (const _time of ['first', 'second']) expect(await deliver(resumeUrl(), jobId)).toBe(200);
		expect(engine.scrapeKit.received).toHaveLength(requests);
		engine.clock.ring();
		const outcome = await run.outcome;

		expect(queriesOf(outcome, 'Next')).toEqual(['dentists', 'dentists']);
		expect(queriesOf(outcome, 'Errors')).toEqual(['plumbers']);
		expect(itemsOf(outcome, 'Errors')[0]?.json.error).toContain('insufficient_credits');
	});

	it('sorts what a webhook brings when only webhooks end the wait', async () => {
		refusePlumbers();
		const waiting = { waitInPlace: 0, resumeBy: 'webhook' };
		const three = [...items, { json: { query: 'bakers' } }];
		const run = follow(engine, withErrorOutput({ waiting }), { items: three });
		const [dentists, , bakers] = jobIdsIn(await run.parked(1));
		engine.scrapeKit.end(String(dentists));
		engine.scrapeKit.end(String(bakers), 'failed', 'The source gave out');
		await deliver(resumeUrl(), String(dentists));
		const outcome = await run.outcome;

		expect(outcome.resumes.map(({ by }) => by)).toEqual(['webhook']);
		expect(queriesOf(outcome, 'Next')).toEqual(['dentists', 'dentists']);
		expect(itemsOf(outcome, 'Errors').map(({ json }) => json)).toEqual([
			{ error: expect.stringContaining('insufficient_credits') as string },
			{
				error: expect.stringContaining('The source gave out') as string,
				details: { job_id: bakers },
			},
		]);
	});

	it.each(['stopWorkflow', 'continueErrorOutput'] as const)(
		'keeps the place of an item that an earlier node marked as failed (%s)',
		async (onError) => {
			const error = { message: 'An earlier node failed' } as NodeOperationError;
			const marked = [{ json: { query: 'dentists' }, error }];
			const run = follow(engine, waitingWorkflow({}, { onError }), { items: marked });
			for (const jobId of jobIdsIn(await run.parked(1))) engine.scrapeKit.end(jobId);
			engine.clock.ring();

			expect(itemsOf(await run.outcome, 'Next')).toHaveLength(2);
			expect(engine.scrapeKit.creates).toHaveLength(1);
		},
	);
});

describe('Start and Wait, with a node in the wire that removes fields', () => {
	const items = [{ json: { query: 'dentists' } }, { json: { query: 'plumbers' } }];
	const allRemoved = '={{ { query: $json.query } }}';
	const secondRemoved = '={{ $itemIndex === 1 ? { query: $json.query } : $json }}';
	const continuing = { onError: 'continueRegularOutput' } as const;
	const queries = () => engine.scrapeKit.creates.map(({ query }) => query);

	it('ends with an error that names the waiting jobs, and starts none again', async () => {
		const run = follow(engine, waitingWorkflow({}, {}, { jsonInWire: allRemoved }), { items });
		const [first = '', second = ''] = jobIdsIn(await run.parked(1));
		engine.clock.ring();
		const { status, error } = await run.outcome;

		expect(status).toBe('error');
		expect(error?.node).toBe('ScrapeKit');
		expect(error?.message).toContain('a node between "Still Running" and the input of this node');
		expect(error?.message).toContain('"scrapekit"');
		expect(error?.message).toContain(`${first}, ${second}`);
		expect(error?.description).toContain('Connect "Still Running" directly');
		expect(queries()).toEqual(['dentists', 'plumbers']);
	});

	it('starts none again when n8n repeats the run', async () => {
		const retrying = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
		for (const extra of [retrying, { ...retrying, ...continuing }]) {
			engine.scrapeKit.received.length = 0;
			const run = follow(engine, waitingWorkflow({}, extra, { jsonInWire: allRemoved }), { items });
			await run.parked(1);
			engine.clock.ring();
			await run.outcome;

			expect(queries()).toEqual(['dentists', 'plumbers']);
		}
	});

	it('makes error items that name the waiting jobs when the node continues on errors', async () => {
		const run = follow(engine, waitingWorkflow({}, continuing, { jsonInWire: allRemoved }), { items });
		const jobIds = jobIdsIn(await run.parked(1));
		engine.clock.ring();
		const errors = itemsOf(await run.outcome, 'Next').map(({ json }) => String(json.error));

		expect(errors).toHaveLength(2);
		for (const error of errors) expect(error).toContain(jobIds.join(', '));
		expect(queries()).toEqual(['dentists', 'plumbers']);
	});

	it('lets the items that kept their field wait on, over any number of polls', async () => {
		const run = follow(engine, waitingWorkflow({}, continuing, { jsonInWire: secondRemoved }), { items });
		const [first = '', second = ''] = jobIdsIn(await run.parked(1));
		for (const poll of [2, 3, 4]) {
			engine.clock.ring();
			await run.parked(poll);
		}
		engine.scrapeKit.end(first);
		engine.clock.ring();
		const out = itemsOf(await run.outcome, 'Next').map(({ json }) => json);

		expect(out.map(({ query }) => query)).toEqual(['dentists', 'dentists', undefined]);
		expect(out[2]?.error).toContain(second);
		expect(out[2]?.error).not.toContain(first);
		expect(queries()).toEqual(['dentists', 'plumbers']);
	});

	it('lets an item without its field leave by the error output', async () => {
		const extra = { onError: 'continueErrorOutput' } as const;
		const run = follow(engine, waitingWorkflow({}, extra, { jsonInWire: secondRemoved }), { items });
		const [first = '', second = ''] = jobIdsIn(await run.parked(1));
		engine.scrapeKit.end(first);
		engine.clock.ring();
		const outcome = await run.outcome;

		expect(itemsOf(outcome, 'Next')).toHaveLength(2);
		expect(itemsOf(outcome, 'Errors').map(({ json }) => json)).toEqual([
			expect.objectContaining({
				query: 'plumbers',
				error: expect.stringContaining(second) as string,
			}),
		]);
		expect(queries()).toEqual(['dentists', 'plumbers']);
	});
});

describe('Start and Wait, in a loop over items', () => {
	const items = [{ json: { query: 'dentists' } }, { json: { query: 'plumbers' } }];
	const queries = () => engine.scrapeKit.creates.map(({ query }) => query);

	it.each(['timer', 'webhook'] as const)('starts the next batch after a wait that a %s ended', async (by) => {
		const run = follow(engine, loopingWorkflow({}), { items });
		for (const batch of [1, 2]) {
			const [jobId = ''] = jobIdsIn(await run.parked(batch));
			engine.scrapeKit.end(jobId);
			if (by === 'timer') engine.clock.ring();
			else await deliver(resumeUrl(batch - 1), jobId);
		}
		const outcome = await run.outcome;

		expect(outcome.status).toBe('success');
		expect(outcome.resumes.map((resume) => resume.by)).toEqual([by, by]);
		expect(queries()).toEqual(['dentists', 'plumbers']);
	});

	it('starts the next batch after the time of a wait for webhooks only was up', async () => {
		const waiting = { waitInPlace: 0, resumeBy: 'webhook' };
		const workflow = loopingWorkflow({ waiting });
		const backToLoop = [{ node: 'Loop', type: 'main' as const, index: 0 }];
		workflow.connections.ScrapeKit = { main: [backToLoop, backToLoop] };
		const run = follow(engine, workflow, { items });
		for (const batch of [1, 2]) {
			await run.parked(batch);
			engine.clock.ring();
		}

		expect((await run.outcome).status).toBe('success');
		expect(queries()).toEqual(['dentists', 'plumbers']);
	});
});

describe('Start and Wait, starting jobs', () => {
	it('ends small jobs in place, without sleeping', async () => {
		engine.scrapeKit.intercept = ({ method, path }) => {
			const id = path.split('/').at(-1) ?? '';
			if (method === 'GET' && id.startsWith('sk_job_')) engine.scrapeKit.end(id);
			return undefined;
		};
		const outcome = await follow(engine, waitingWorkflow({ waiting: { waitInPlace: 0.01 } })).outcome;

		expect(outcome.resumes).toEqual([]);
		expect(itemsOf(outcome, 'Next')).toHaveLength(2);
	});

	it('comes back to the agent it is a tool of, instead of sleeping', async () => {
		engine.scrapeKit.intercept = ({ method, path }) => {
			const id = path.split('/').at(-1) ?? '';
			if (method === 'GET' && id.startsWith('sk_job_')) engine.scrapeKit.end(id);
			return undefined;
		};
		const tool = { type: 'n8n-nodes-scrapekit.scrapeKitTool' };
		const run = follow(engine, waitingWorkflow({ waiting: { waitInPlace: 0, pollEvery: 0.01 } }, tool));

		expect(itemsOf(await run.outcome, 'Next')).toHaveLength(2);
		expect(run.events.filter(({ kind }) => kind === 'parked')).toEqual([]);
	});

	it('C083: keeps to five active jobs and starts the others as slots become free', async () => {
		const items = Array.from({ length: 7 }, (_, index) => ({ json: { query: `niche ${index}` } }));
		const run = follow(engine, waitingWorkflow(), { items });
		const firstFive = jobIdsIn(await run.parked(1)).filter((id) => id !== null);
		expect(engine.scrapeKit.creates).toHaveLength(5);

		for (const id of firstFive) engine.scrapeKit.end(id);
		engine.clock.ring();
		const all = jobIdsIn(await run.parked(2));
		expect(engine.scrapeKit.creates).toHaveLength(7);
		for (const id of all) engine.scrapeKit.end(id);
		engine.clock.ring();
		const outcome = await run.outcome;

		expect(itemsOf(outcome, 'Next')).toHaveLength(14);
		expect(new Set(engine.scrapeKit.creates.map(({ query }) => query)).size).toBe(7);
	});

	it('C189: never sends a create again whose outcome is unknown, not even on Retry On Fail', async () => {
		engine.scrapeKit.intercept = ({ method }) => (method === 'POST' ? 'reset' : undefined);
		const retrying = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
		const { status, error } = await follow(engine, waitingWorkflow({}, retrying)).outcome;

		expect(status).toBe('error');
		expect(error?.message).toContain('may or may not have created the job');
		expect(engine.scrapeKit.creates).toHaveLength(1);
	});

	it('starts no job twice when n8n repeats a run that failed half-way', async () => {
		const items = [{ json: { query: 'dentists' } }, { json: { query: 'plumbers' } }];
		let refusals = 0;
		engine.scrapeKit.intercept = ({ method, body }) => {
			if (method !== 'POST' || body.query !== 'plumbers' || refusals > 0) return undefined;
			refusals++;
			return refusal(402, 'insufficient_credits');
		};
		const retrying = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
		const run = follow(engine, waitingWorkflow({}, retrying), { items });
		for (const id of jobIdsIn(await run.parked(1))) engine.scrapeKit.end(id);
		engine.clock.ring();
		await run.outcome;

		const queries = engine.scrapeKit.creates.map(({ query }) => query);
		expect(queries.filter((query) => query === 'dentists')).toHaveLength(1);
		expect(queries.filter((query) => query === 'plumbers')).toHaveLength(2);
	});

	it('does not mistake an item for one of its own by what it holds', async () => {
		const forged = { wait: 'run 0', ticket: '__proto__', jobId: 'sk_job_foreign' };
		const copied = { ...forged, ticket: 'run 0 item 0' };
		const items = [
			{ json: { query: 'dentists', scrapekit: forged } },
			{ json: { query: 'plumbers', scrapekit: copied } },
		];
		const run = follow(engine, waitingWorkflow(), { items });
		for (const id of jobIdsIn(await run.parked(1))) engine.scrapeKit.end(id);
		engine.clock.ring();
		await run.outcome;

		expect(engine.scrapeKit.creates.map(({ query }) => query)).toEqual(['dentists', 'plumbers']);
		expect({}).not.toHaveProperty('jobId');
	});

	it('starts nothing when only webhooks could end the wait and none can come', async () => {
		const credentials = engine.credentialsWith({ webhookSecret: '' });
		const workflow = waitingWorkflow({ waiting: { resumeBy: 'webhook' } });
		const { error } = await follow(engine, workflow, { credentials }).outcome;

		expect(error?.message).toContain('No webhook can resume this node');
		expect(engine.scrapeKit.creates).toEqual([]);
	});

	it('lets a failed job leave as an item when only webhooks end the wait', async () => {
		const run = follow(engine, waitingWorkflow({ waiting: { waitInPlace: 0, resumeBy: 'webhook' } }));
		const [jobId = ''] = jobIdsIn(await run.parked(1));
		engine.scrapeKit.end(jobId, 'failed', 'The source gave out');
		await deliver(resumeUrl(), jobId, { status: 'failed' });

		const [item] = itemsOf(await run.outcome, 'Next');

		expect(item?.json).toEqual({
			job_id: jobId,
			error: expect.stringContaining('The source gave out') as string,
		});
	});
});
