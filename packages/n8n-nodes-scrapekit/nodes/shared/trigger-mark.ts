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
	const isNew = await inTurn(async () => {
		try {
			return await insertMark(context, key);
		} catch {
			// The database refuses a row that another process has inserted in the meantime. Now it is found.
			return await insertMark(context, key);
		}
	});
	for (const oldest of remembered) {
		if (remembered.size < MAX_REMEMBERED) break;
		remembered.delete(oldest);
	}
	remembered.add(memoryKey(context, key));
	return isNew;
}

const memoryKey = (context: NodeContext, key: string): string =>
	`${context.getWorkflow().id ?? ''}:${context.getNode().id}:${key}`;

let lastTurn: Promise<unknown> = Promise.resolve();

/** Runs the tasks of this process one after another, so that they need no lock if n8n should not give them own rows. */
function inTurn<T>(task: () => Promise<T>): Promise<T> {
	const turn = lastTurn.then(task, task);
	lastTurn = turn.catch(() => undefined);
	return turn;
}

const options: ICheckProcessedOptions = { mode: 'entries' };

/**
 * Returns whether the mark was not there. n8n names the row after the id of the node, which it reads at once when its
 * store is called. The id is restored before anything else can see it.
 */
async function insertMark(context: IExecuteFunctions, key: string): Promise<boolean> {
	const { node } = context.getExecuteData();
	const { id } = node;
	let result: ReturnType<IExecuteFunctions['helpers']['checkProcessedAndRecord']>;
	try {
		node.id = `${id}:${createHash('sha256').update(key).digest('base64url')}`;
		result = context.helpers.checkProcessedAndRecord([key], 'node', options);
	} finally {
		node.id = id;
	}
	return (await result).new.length > 0;
}
