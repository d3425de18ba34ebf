import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signWebhook, type Clock } from '@scrapekit/core';
import type { IWorkflowBase } from 'n8n-workflow';
import {
	buildNodePackage,
	N8n,
	type ExecutionEvent,
	type Outcome,
} from '../../../workflow-runner/src/index.ts';
import { API_KEY, SECRET, ScriptedScrapeKit } from './scripted-scrapekit.ts';

/** A clock on which every pause lasts until the test calls `ring`. */
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

/** Starts n8n's engine with the built node package, and a server that stands in for ScrapeKit. */
export async function startEngine() {
	const nodePackage = await buildNodePackage();
	const folder = await mkdtemp(join(tmpdir(), 'n8n-test-'));
	const clock = new AlarmClock();
	const n8n = await N8n.start({ nodePackages: [nodePackage.folder], folder, clock });
	const scrapeKit = new ScriptedScrapeKit();
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

/** Starts a workflow. The returned object waits for the times at which the execution is parked. */
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
	/** Resolves when the execution is parked for the given time, counted from 1. */
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
	/** As `parked`, with the job of each parked item. */
	const parkedJobs = async (count: number): Promise<readonly string[]> => {
		const event = await parked(count);
		if (event?.kind !== 'parked') return [];
		return event.items.map(({ json }) => (json.waiting_job as { job_id: string }).job_id);
	};
	return { outcome, events, parked, parkedJobs };
}

/** Returns the items that left a node by the given output. */
export const itemsOf = ({ outputs }: Outcome, name: string, output = 0) => outputs[name]?.[output] ?? [];

export interface WebhookOptions {
	readonly status?: string;
	readonly secret?: string;
	readonly now?: Date;
}

/** Sends ScrapeKit's signed webhook about a job. Returns the HTTP status of the answer. */
export async function deliver(url: string, jobId: string, options: WebhookOptions = {}): Promise<number> {
	const { status = 'completed', secret = SECRET, now = new Date() } = options;
	const event = status === 'completed' ? 'scrape.job.completed' : 'scrape.job.failed';
	const text = JSON.stringify({ event, created_at: now.toISOString(), data: { job_id: jobId, status } });
	const body = Buffer.from(text);
	const headers = { 'content-type': 'application/json', ...signWebhook('scrapekit', { body, secret, now }) };
	return await new Promise((resolve, reject) => {
		// The engine has a self-signed certificate.
		const outgoing = request(url, { method: 'POST', headers, rejectUnauthorized: false }, (response) => {
			response.resume().on('end', () => resolve(response.statusCode ?? 0));
		});
		outgoing.on('error', reject).end(body);
	});
}
