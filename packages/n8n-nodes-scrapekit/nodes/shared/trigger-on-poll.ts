import { NodeOperationError } from 'n8n-workflow';
import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { openCursor, takeEnded, type Cursor } from './ended-jobs';
import type { JobNode } from './job-node';
import { listJobs, type ListedJob } from './list-jobs';

const DAY_MS = 86_400_000;
const MAX_PAGES = 20;
/** A webhook that comes at all comes within seconds; polling holds back so that it does not report the job first. */
const GRACE_MS = 60_000;

/** Jobs that have ended since the last poll and of which no webhook may have told. */
export async function triggerOnPoll(
	context: IPollFunctions,
	node: JobNode,
	operation: string,
): Promise<INodeExecutionData[][] | null> {
	const receive = context.getNodeParameter('receive');
	if (receive === 'webhook') return null;
	const memory = context.getWorkflowStaticData('node') as { cursor?: Cursor };
	const now = Date.now();
	const since = memory.cursor?.since ?? new Date(now - DAY_MS).toISOString();
	const jobs = await list(context, node, { operation, since });
	if (jobs === undefined) return null;
	if (memory.cursor === undefined) {
		memory.cursor = openCursor(since, jobs);
		return null;
	}
	const graceMs = receive === 'polling' ? 0 : GRACE_MS;
	const { due, next } = takeEnded(memory.cursor, jobs, { now, graceMs });
	memory.cursor = next;
	const wanted = context.getNodeParameter('endings') as readonly string[];
	const items = due
		.filter(({ status }) => wanted.includes(status))
		.map(({ id, status }) => ({ json: { job_id: id, status } }));
	return items.length === 0 ? null : [items];
}

async function list(
	context: IPollFunctions,
	node: JobNode,
	{ operation, since }: { readonly operation: string; readonly since: string },
): Promise<readonly ListedJob[] | undefined> {
	// Creation times have whole seconds, and a server may read "after" either way.
	const after = new Date(Date.parse(since) - 1000).toISOString();
	const query = { limit: '100', created_after: after };
	const jobs = await listJobs(context, node, { operation, query, maxPages: MAX_PAGES });
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
