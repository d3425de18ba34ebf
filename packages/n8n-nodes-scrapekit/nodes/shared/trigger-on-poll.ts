import { ApiError, ConfigurationError, isTerminal, type Job } from '@scrapekit/core';
import { type INodeExecutionData, type IPollFunctions, NodeOperationError } from 'n8n-workflow';
import { toNodeError } from './node-error';
import type { ProviderNode } from './provider-node';
import type { Session } from './session';
import {
	chosenEvents,
	chosenOperations,
	endingKey,
	openTriggerSession,
	receivingOf,
	reportItem,
} from './trigger-report';

/**
 * A poll reports an ended job only after this time, because the webhook of the job may arrive until then. It is shorter
 * than the minute between two polls, so that the second of them reports the job also when it comes a little early.
 */
const GRACE_MS = 50_000;
/** Each poll lists again the jobs of this time before the last poll, because the clock of the server may be slow. */
const OVERLAP_MS = 1_800_000;
const DAY_MS = 86_400_000;
/** Jobs that are older are not reported: not after a long rest of the workflow, and not when they end later. */
const LONGEST_WAIT_MS = 7 * DAY_MS;
/** The most jobs of an operation that one poll lists, newest first. */
const MAX_JOBS = 2000;

/** What a trigger remembers between two polls about the jobs of an operation. n8n stores it as JSON. */
interface PollMemory {
	/** The time of the poll, in milliseconds. */
	readonly at: number;
	/** The jobs that are to be reported, by id. */
	readonly awaited: Readonly<Record<string, AwaitedJob>>;
	/** The ids of the listed jobs that are not to be reported any more. */
	readonly done: readonly string[];
}

/** When polls first saw a job and its end, in milliseconds. */
interface AwaitedJob {
	readonly seenAt: number;
	readonly endSeenAt?: number;
}

interface PollData {
	memories?: Readonly<Record<string, PollMemory>>;
}

/** Reports the jobs that have ended since the last poll. The first poll only notes which jobs there are. */
export async function triggerOnPoll(
	context: IPollFunctions,
	node: ProviderNode,
): Promise<INodeExecutionData[][] | null> {
	const receiving = receivingOf(context);
	if (receiving === 'webhook') return null;
	const session = await openTriggerSession(context, node);
	const data = context.getWorkflowStaticData('node') as PollData;
	const memories: Record<string, PollMemory> = { ...data.memories };
	const graceMs = receiving === 'polling' ? 0 : GRACE_MS;
	const due: Job[] = [];
	const failures: unknown[] = [];
	for (const operation of chosenOperations(context, node)) {
		const poll = { operation, former: memories[operation], now: Date.now(), graceMs };
		try {
			const { memory, ended } = await pollOperation(session, poll);
			memories[operation] = memory;
			due.push(...ended);
		} catch (error) {
			failures.push(error);
		}
	}
	data.memories = memories;
	const events = chosenEvents(context);
	const items = due
		.filter(({ status }) => events.includes(status))
		.map(({ id, operation }) => reportItem({ key: endingKey({ id, operation }), jobId: id, operation }));
	if (items.length > 0) return [items];
	// What was found is reported first. The failure comes again with the next poll.
	for (const failure of failures) reportFailure(session, failure);
	return null;
}

function reportFailure(session: Session<IPollFunctions>, error: unknown): void {
	if (!ConfigurationError.isInstance(error)) throw toNodeError(session, error);
	const { context } = session;
	if (receivingOf(context) === 'polling') {
		throw new NodeOperationError(context.getNode(), error.message, {
			description: `So the trigger cannot look for finished jobs. Set Receive to Webhook Only, and copy the Production URL of this trigger into the additional field Webhook URL of each node with the operation Start.`,
		});
	}
	context.logger.debug(`${error.message} The node "${context.getNode().name}" receives webhooks only.`);
}

interface Poll {
	readonly operation: string;
	readonly former: PollMemory | undefined;
	readonly now: number;
	/** How long an ended job is left to its webhook before it is reported. */
	readonly graceMs: number;
}

async function pollOperation(
	session: Session,
	{ operation, former, now, graceMs }: Poll,
): Promise<{ readonly memory: PollMemory; readonly ended: readonly Job[] }> {
	const since = Math.max(former === undefined ? now - DAY_MS : former.at, now - LONGEST_WAIT_MS);
	const createdAfter = new Date(since - OVERLAP_MS).toISOString();
	const listed = await listJobs(session, operation, { createdAfter, maxJobs: MAX_JOBS });
	const listedIds = new Set(listed.map(({ id }) => id));
	const known = former?.awaited ?? {};
	const awaited: Record<string, AwaitedJob> = {};
	const done = new Set(former?.done.filter((id) => listedIds.has(id)));
	const ended: Job[] = [];
	for (const job of listed) settle(job);
	for (const [id, facts] of Object.entries(known)) {
		if (listedIds.has(id) || now - facts.seenAt > LONGEST_WAIT_MS) continue;
		const job = await fetchAwaited(session, { id, operation });
		if (job === 'unreadable') awaited[id] = facts;
		else if (job !== 'missing') settle(job);
	}
	return { ended, memory: { at: now, awaited, done: [...done] } };

	function settle(job: Job): void {
		const { id } = job;
		if (done.has(id)) return;
		const { seenAt = now, endSeenAt = now } = known[id] ?? {};
		if (!isTerminal(job)) awaited[id] = { seenAt };
		else if (former !== undefined && now - endSeenAt < graceMs) awaited[id] = { seenAt, endSeenAt };
		else {
			done.add(id);
			// Jobs that had ended before the first poll are not reported.
			if (former !== undefined) ended.push(job);
		}
	}
}

/** Fetches an awaited job that was created before the listed ones. */
async function fetchAwaited(
	{ client }: Session,
	reference: Pick<Job, 'id' | 'operation'>,
): Promise<Job | 'missing' | 'unreadable'> {
	try {
		return await client.get(reference);
	} catch (error) {
		return ApiError.isInstance(error) && error.status === 404 ? 'missing' : 'unreadable';
	}
}

export interface ListRequest {
	/** ISO 8601. */
	readonly createdAfter?: string;
	readonly maxJobs: number;
}

/** Lists the account's jobs, newest first. Throws ConfigurationError when the server offers no list of jobs (A20). */
export async function listJobs(
	{ client }: Session,
	operation: string,
	{ maxJobs, ...options }: ListRequest,
): Promise<readonly Job[]> {
	const jobs: Job[] = [];
	for await (const job of client.list(operation, options)) {
		jobs.push(job);
		if (jobs.length === maxJobs) break;
	}
	return jobs;
}
