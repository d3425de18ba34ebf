import { isTerminal, type Job } from '@scrapekit/core';
import { type INodeExecutionData, type IPollFunctions, NodeOperationError } from 'n8n-workflow';
import { createdAtOf, fetchJobList } from './job-list';
import { type JobNode, openSession } from './session';

const DAY_MS = 86_400_000;
const MAX_JOBS = 2000;
/** A poll reports an ended job only after this time, because the webhook of the job may arrive until then. */
const GRACE_MS = 60_000;

/** Returns the jobs that have ended since the last poll and were not reported by an earlier poll. */
export async function triggerOnPoll(
	context: IPollFunctions,
	node: JobNode,
	operation: string,
): Promise<INodeExecutionData[][] | null> {
	const receive = context.getNodeParameter('receive');
	if (receive === 'webhook') return null;
	const memory = context.getWorkflowStaticData('node') as { cursor?: PollCursor };
	const now = Date.now();
	const since = memory.cursor?.since ?? new Date(now - DAY_MS).toISOString();
	const jobs = await fetchJobsSince(context, node, { operation, since });
	if (jobs === undefined) return null;
	if (memory.cursor === undefined) {
		memory.cursor = openCursor(since, jobs);
		return null;
	}
	const graceMs = receive === 'polling' ? 0 : GRACE_MS;
	const { due, next } = selectEnded(memory.cursor, jobs, { now, graceMs });
	memory.cursor = next;
	const wanted = context.getNodeParameter('endings') as readonly string[];
	const items = due
		.filter(({ status }) => wanted.includes(status))
		.map(({ id, status }) => ({ json: { job_id: id, status } }));
	return items.length === 0 ? null : [items];
}

async function fetchJobsSince(
	context: IPollFunctions,
	node: JobNode,
	{ operation, since }: { readonly operation: string; readonly since: string },
): Promise<readonly Job[] | undefined> {
	// Creation times have whole seconds, and `created_after` may include the given second or not.
	const after = new Date(Date.parse(since) - 1000).toISOString();
	const session = await openSession(context, node);
	const jobs = await fetchJobList(session, { operation, createdAfter: after, maxJobs: MAX_JOBS });
	if (jobs !== undefined) return jobs;
	const { name } = node.provider;
	const problem = `This ${name} server offers no list of jobs, so there is nothing to poll`;
	if (context.getNodeParameter('receive') === 'polling') {
		throw new NodeOperationError(context.getNode(), problem, {
			description: 'Set Receive to Webhook Only and give the webhook URL of this node to each job.',
		});
	}
	context.logger.warn(`${problem}: webhooks only.`);
	return undefined;
}

/** The state of a polling trigger between two polls. n8n stores it as JSON. */
interface PollCursor {
	/** ISO 8601. All jobs created before this time were reported. */
	since: string;
	/** By id of an ended job: the time in milliseconds of the poll that first saw its end, or null once reported. */
	ended: Record<string, number | null>;
}

interface PollOptions {
	readonly now: number;
	/** How long a poll leaves an ended job to its webhook before it reports the job. */
	readonly graceMs: number;
}

/** Returns the first cursor of a trigger. Jobs that have ended already are never reported. */
function openCursor(since: string, jobs: readonly Job[]): PollCursor {
	return { since, ended: Object.fromEntries(jobs.filter(isTerminal).map(({ id }) => [id, null])) };
}

/** Selects the jobs to report now and returns the cursor for the next poll. Each job is reported once. */
function selectEnded(
	cursor: PollCursor,
	jobs: readonly Job[],
	{ now, graceMs }: PollOptions,
): { readonly due: readonly Job[]; readonly next: PollCursor } {
	const ended: PollCursor['ended'] = {};
	const due: Job[] = [];
	for (const job of jobs.filter(isTerminal)) {
		const seenAt = job.id in cursor.ended ? (cursor.ended[job.id] ?? null) : now;
		const isDue = seenAt !== null && now - seenAt >= graceMs;
		if (isDue) due.push(job);
		ended[job.id] = isDue ? null : seenAt;
	}
	return { due, next: { since: oldestOpen(cursor.since, jobs, ended), ended } };
}

/** Returns the creation time of the oldest job that was not reported yet. Older jobs need not be listed again. */
function oldestOpen(since: string, jobs: readonly Job[], ended: PollCursor['ended']): string {
	const open = jobs.filter((job) => !isTerminal(job) || ended[job.id] !== null);
	const candidates = (open.length > 0 ? open : jobs).map(createdAtOf);
	const oldest = open.length > 0 ? candidates.sort()[0] : candidates.sort().at(-1);
	return oldest ?? since;
}
