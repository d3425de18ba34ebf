import type { ICheckProcessedOptions, IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';
import { createHash } from 'node:crypto';

type NodeContext = Pick<IExecuteFunctions | IWebhookFunctions, 'getMode' | 'getNode' | 'getWorkflow'>;

/** How many keys this process remembers, to recognise a repeated event without a query or an execution. */
const MAX_REMEMBERED = 10_000;
const remembered = new Set<string>();

/** A test in the editor emits what it receives, and leaves no marks. */
export const isTest = (context: NodeContext): boolean => context.getMode() === 'manual';

/** Returns whether this process knows that an event was emitted. The database may know of more. */
export const isKnown = (context: NodeContext, key: string): boolean =>
	!isTest(context) && remembered.has(memoryKey(context, key));

/**
 * Marks an event as emitted. Returns false when it was marked before, in this execution, in another that runs now, or in
 * another process of n8n.
 *
 * n8n offers nodes a store of processed items, with one database row per workflow and node, which it reads and then
 * writes without a lock. When several jobs end together, that row loses some of them, so a job would be emitted again.
 * Each event therefore has a row of its own. Of several executions that insert it, the database accepts one. The rows
 * are deleted with the workflow.
 */
export async function markEmitted(context: IExecuteFunctions, key: string): Promise<boolean> {
	if (isTest(context)) return true;
	// The database refuses a row that another execution has inserted in the meantime. The second time it is found. So is
	// the row of the first try when the connection broke before the answer.
	const isNew = await insertMark(context, key).catch(async () => await insertMark(context, key));
	for (const oldest of remembered) {
		if (remembered.size < MAX_REMEMBERED) break;
		remembered.delete(oldest);
	}
	remembered.add(memoryKey(context, key));
	return isNew;
}

const memoryKey = (context: NodeContext, key: string): string =>
	`${context.getWorkflow().id ?? ''}:${context.getNode().id}:${key}`;

const options: ICheckProcessedOptions = { mode: 'entries' };

/**
 * Returns whether this execution has inserted the mark, now or in an earlier try. n8n names the row after the id of the
 * node, which it reads at once when its store is called. The id is restored before anything else can see it.
 */
async function insertMark(context: IExecuteFunctions, key: string): Promise<boolean> {
	const owner = `${key}:${context.getExecutionId()}`;
	const { node } = context.getExecuteData();
	const { id } = node;
	let record: ReturnType<IExecuteFunctions['helpers']['checkProcessedAndRecord']>;
	try {
		node.id = `${id}:${createHash('sha256').update(key).digest('base64url')}`;
		record = context.helpers.checkProcessedAndRecord([key, owner], 'node', options);
	} finally {
		node.id = id;
	}
	const { new: added, processed } = await record;
	return added.includes(key) || processed.includes(owner);
}
