import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signWebhook, type Clock } from '@scrapekit/core';
import type { INode, INodeParameters, IWorkflowBase } from 'n8n-workflow';
import {
	buildNodePackage,
	N8n,
	type ExecutionEvent,
	type Outcome,
} from '../../../workflow-runner/src/index.ts';
import { API_KEY, SECRET, ScrapeKitDouble } from './scrapekit-double.ts';

/** Wakes parked executions when a test says so. */
class AlarmClock implements Clock {
	readonly #sleepers = new Set<() => void>();

	now(): number {
		return Date.now();
	}

	sleep(_ms: number, signal?: AbortSignal): Promise<void> {
		return new Promise((resolve, reject) => {
			this.#sleepers.add(resolve);
			signal?.addEventListener('abort', () => {
				this.#sleepers.delete(resolve);
				reject(signal.reason as Error);
			});
		});
	}

	ring(): void {
		for (const wake of this.#sleepers) wake();
		this.#sleepers.clear();
	}
}

/** The packed node in n8n's engine, against a double of ScrapeKit. */
export async function startEngine() {
	const nodePackage = await buildNodePackage();
	const folder = await mkdtemp(join(tmpdir(), 'n8n-test-'));
	const clock = new AlarmClock();
	const n8n = await N8n.start({ nodePackages: [nodePackage.folder], folder, clock });
	const scrapeKit = new ScrapeKitDouble();
	await scrapeKit.listen();
	const credentialsWith = (changes: object) => ({
		scrapeKitApi: { apiKey: API_KEY, webhookSecret: SECRET, baseUrl: scrapeKit.url, ...changes },
	});
	const close = async () => {
		await n8n[Symbol.asyncDispose]();
		await scrapeKit.close();
		await nodePackage[Symbol.asyncDispose]();
		await rm(folder, { recursive: true, force: true });
	};
	return { n8n, nodePackage, scrapeKit, clock, credentials: credentialsWith({}), credentialsWith, close };
}

export type TestEngine = Awaited<ReturnType<typeof startEngine>>;

/** A run under way, with the moments at which it was parked. */
export function follow(
	engine: TestEngine,
	workflow: IWorkflowBase,
	options: Partial<Parameters<N8n['run']>[1]> = {},
) {
	const events: ExecutionEvent[] = [];
	const waiters: (() => void)[] = [];
	const outcome = engine.n8n.run(workflow, {
		credentials: engine.credentials,
		...options,
		onEvent: (event) => {
			events.push(event);
			if (event.kind === 'parked') for (const wake of waiters.splice(0)) wake();
		},
	});
	const settled = outcome.then(
		() => undefined,
		() => undefined,
	);
	/** Resolves with the nth parking, counted from 1. */
	const parked = async (count: number) => {
		const parkings = () => events.filter((event) => event.kind === 'parked');
		while (parkings().length < count) {
			const next = new Promise<void>((resolve) => waiters.push(resolve));
			const ended = settled.then(() => 'ended' as const);
			if ((await Promise.race([next, ended])) === 'ended')
				throw new Error('The run ended before it was parked.');
		}
		return parkings()[count - 1];
	};
	return { outcome, events, parked };
}

const node = (name: string, type: string, parameters: INodeParameters, extra: Partial<INode>): INode => ({
	id: name,
	name,
	type,
	typeVersion: 1,
	position: [0, 0],
	parameters,
	...extra,
});

const account = { scrapeKitApi: { id: '1', name: 'ScrapeKit account' } };
let workflowCount = 0;

function workflowOf(nodes: INode[], connections: IWorkflowBase['connections']): IWorkflowBase {
	const id = `workflow-${++workflowCount}`;
	const settings = { executionOrder: 'v1' } as const;
	return { id, name: id, nodes, connections, settings } as unknown as IWorkflowBase;
}

const to = (name: string) => [{ node: name, type: 'main' as const, index: 0 }];

const setNode = { typeVersion: 3.4 };

export interface WireOptions {
	/** What an Edit Fields node in the wire makes of each item. @default there is no such node */
	readonly jsonInWire?: string;
}

/**
 * Trigger, ScrapeKit with its second output wired back, a node that takes the leads, and one that takes the errors
 * of a node that continues on errors by its error output.
 */
export function waitingWorkflow(
	parameters: INodeParameters = {},
	extra: Partial<INode> = {},
	{ jsonInWire }: WireOptions = {},
): IWorkflowBase {
	const all = {
		resource: 'scrape',
		operation: 'startAndWait',
		query: '={{ $json.query ?? "dentists" }}',
		location: 'Austin, Texas',
		waiting: { waitInPlace: 0 },
		...parameters,
	};
	return workflowOf(
		[
			node('Go', 'n8n-nodes-base.manualTrigger', {}, {}),
			node('ScrapeKit', 'n8n-nodes-scrapekit.scrapeKit', all, { credentials: account, ...extra }),
			node('Next', 'n8n-nodes-base.noOp', {}, {}),
			node('Errors', 'n8n-nodes-base.noOp', {}, {}),
			node('Edit Fields', 'n8n-nodes-base.set', { mode: 'raw', jsonOutput: jsonInWire ?? '' }, setNode),
		],
		{
			Go: { main: [to('ScrapeKit')] },
			ScrapeKit: {
				main: [to('Next'), to(jsonInWire === undefined ? 'ScrapeKit' : 'Edit Fields'), to('Errors')],
			},
			'Edit Fields': { main: [to('ScrapeKit')] },
		},
	);
}

/** A loop that gives ScrapeKit one item at a time and takes the leads, as n8n's Loop Over Items does. */
export function loopingWorkflow(parameters: INodeParameters): IWorkflowBase {
	const { nodes, connections } = waitingWorkflow(parameters);
	return workflowOf(
		[...nodes, node('Loop', 'n8n-nodes-base.splitInBatches', { batchSize: 1 }, { typeVersion: 3 })],
		{
			...connections,
			Go: { main: [to('Loop')] },
			Loop: { main: [[], to('ScrapeKit')] },
			Next: { main: [to('Loop')] },
		},
	);
}

/** Trigger and ScrapeKit, with one of its other operations. */
export function plainWorkflow(parameters: INodeParameters, extra: Partial<INode> = {}): IWorkflowBase {
	return workflowOf(
		[
			node('Go', 'n8n-nodes-base.manualTrigger', {}, {}),
			node(
				'ScrapeKit',
				'n8n-nodes-scrapekit.scrapeKit',
				{ resource: 'scrape', ...parameters },
				{ credentials: account, ...extra },
			),
		],
		{ Go: { main: [to('ScrapeKit')] } },
	);
}

/** ScrapeKit Trigger and a node after it. */
export function triggerWorkflow(parameters: INodeParameters = {}): IWorkflowBase {
	return workflowOf(
		[
			node('Trigger', 'n8n-nodes-scrapekit.scrapeKitTrigger', parameters, {
				credentials: account,
				webhookId: `hook-${workflowCount}`,
			}),
			node('Next', 'n8n-nodes-base.noOp', {}, {}),
		],
		{ Trigger: { main: [to('Next')] } },
	);
}

/** What left a node by one of its outputs. */
export const itemsOf = ({ outputs }: Outcome, name: string, output = 0) => outputs[name]?.[output] ?? [];

export interface WebhookOptions {
	readonly status?: string;
	readonly secret?: string;
	readonly now?: Date;
}

/** Sends ScrapeKit's webhook about a job; answers with the status of the reply. */
export async function deliver(url: string, jobId: string, options: WebhookOptions = {}): Promise<number> {
	const { status = 'completed', secret = SECRET, now = new Date() } = options;
	const event = status === 'completed' ? 'scrape.job.completed' : 'scrape.job.failed';
	const text = JSON.stringify({ event, created_at: now.toISOString(), data: { job_id: jobId, status } });
	const body = Buffer.from(text);
	const headers = { 'content-type': 'application/json', ...signWebhook('scrapekit', { body, secret, now }) };
	return await new Promise((resolve, reject) => {
		// The engine has a certificate of its own making.
		const outgoing = request(url, { method: 'POST', headers, rejectUnauthorized: false }, (response) => {
			response.resume().on('end', () => resolve(response.statusCode ?? 0));
		});
		outgoing.on('error', reject).end(body);
	});
}
