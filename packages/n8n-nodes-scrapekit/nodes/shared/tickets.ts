import type { IDataObject, IExecuteFunctions, INodeExecutionData, IWebhookFunctions } from 'n8n-workflow';
import type { Failure } from './node-error';

/** The progress of one planned job. n8n stores it with the execution. */
export interface Ticket {
	jobId?: string;
	/** Milliseconds since the epoch. */
	startedAt?: number;
	/** What the job may cost, as the provider estimated at its start, in thousandths of a credit. */
	estimatedCredits?: number;
	/** True while a create was sent whose outcome is unknown, so that it is looked for and never sent again. */
	unknown?: boolean;
	/** Since when the create is refused because other jobs use all slots of the account, in milliseconds since the epoch. */
	refusedSince?: number;
	/** Why this job will have no results. */
	failure?: Failure;
	/** The node's run in which that was noted, so that a repetition of that run tries the job again. */
	failedIn?: number;
	/** The failure of the try before. */
	lastFailure?: Failure;
}

/**
 * What a node remembers within one execution. n8n stores it with the node's context, so it is still there after a
 * sleep, after a restart of n8n and when n8n repeats a failed run.
 */
export interface Memory {
	/** Identifies the wait, so that an item with a ticket of another wait is recognised. */
	readonly token: string;
	/** The id of the execution. When n8n retries a failed one, the new one begins with the memory of the former. */
	execution: string;
	readonly tickets: Readonly<Record<string, Ticket>>;
	/** The ids of the tickets that left by the loop output last. */
	away: readonly string[];
	/** Index of the node's run in which they left. */
	leftIn?: number;
}

/** The content of the field by which the node recognises a sleeping item when it comes back. */
interface Mark extends IDataObject {
	readonly wait: string;
	readonly ticket: string;
	readonly job_id: string | null;
	/** True when a webhook ended the sleep. */
	readonly woken_by_webhook?: true;
}

/** The name of that field. */
export const TICKET_FIELD = 'waiting_job';

/** An input item with its ticket. */
export interface TicketItem {
	readonly item: INodeExecutionData;
	readonly itemIndex: number;
	readonly ticketId: string;
	readonly ticket: Ticket;
	/** What ended the sleep of the item; undefined for an item that has not slept. */
	readonly wokenBy: 'webhook' | 'timer' | undefined;
	/** The item has no ticket, although only items with a ticket can arrive in this run. */
	readonly isLost: boolean;
}

/**
 * Gives each input item its ticket. Items that left to sleep come back with their tickets, and other items begin a new
 * wait. When n8n repeats a failed run (Retry On Fail), the items get the tickets of the first run.
 */
export function matchTickets(context: IExecuteFunctions): {
	readonly memory: Memory;
	readonly items: readonly TicketItem[];
} {
	const input = context.getInputData();
	const memory = memoryFor(context, input);
	const run = runToken(context);
	const away = new Set(memory.away);
	const expectsOnlyTickets = memory.token !== run && awaitsReturn(context, memory);
	const items = input.map((item, itemIndex) => {
		const mark = markOf(item);
		// The field of an arriving item may hold anything, so only a ticket that left is accepted.
		const returns = mark?.wait === memory.token && away.has(mark.ticket);
		const ticketId = returns ? mark.ticket : `${run} item ${itemIndex}`;
		const isLost = expectsOnlyTickets && !returns;
		const ticket = ticketById(memory, ticketId);
		return { item, itemIndex, ticketId, ticket, isLost, wokenBy: returns ? wokenBy(mark) : undefined };
	});
	return { memory, items };
}

/**
 * Returns true when items of this wait left by the loop output and have to come back next. n8n passes them along that
 * connection before it starts another branch or the next batch of a loop. An item that arrives now without a ticket has
 * therefore lost it. Such an item is refused, because a second job for it would be charged.
 */
function awaitsReturn(context: IExecuteFunctions, { away, leftIn }: Memory): boolean {
	if (away.length === 0 || leftIn === undefined || leftIn === runIndexOf(context)) return false;
	const { $items } = context.getWorkflowDataProxy(0);
	return $items(context.getNode().name, 0, leftIn).length > 0;
}

/**
 * Lets the jobs that failed in this run be tried again, when n8n repeats it (Retry On Fail). In a retried execution all
 * jobs are tried again, and the time of Give Up After begins anew.
 */
export function reopenTickets(context: IExecuteFunctions, memory: Memory): void {
	const isRetried = memory.execution !== context.getExecutionId();
	memory.execution = context.getExecutionId();
	for (const ticket of Object.values(memory.tickets)) {
		if (isRetried && ticket.startedAt !== undefined) ticket.startedAt = Date.now();
		if (isRetried) delete ticket.refusedSince;
		if (ticket.failure === undefined || (!isRetried && ticket.failedIn !== runIndexOf(context))) continue;
		ticket.lastFailure = ticket.failure;
		delete ticket.failure;
	}
}

/** Notes that the items of these tickets leave by the loop output in this run; with none, that the wait is over. */
export function rememberAway(context: IExecuteFunctions, memory: Memory, items: readonly TicketItem[]): void {
	memory.away = items.map(({ ticketId }) => ticketId);
	memory.leftIn = runIndexOf(context);
}

/** Returns the ids of the jobs of this wait that belong to none of these items. */
export function missingJobs({ tickets }: Memory, items: readonly TicketItem[]): readonly string[] {
	const present = new Set(items.map(({ ticketId }) => ticketId));
	const missing = Object.entries(tickets).filter(([id]) => !present.has(id));
	return missing.flatMap(([, { jobId }]) => (jobId === undefined ? [] : [jobId]));
}

/** Returns the ticket of a planned job in the current run. */
export const ticketOf = (context: IExecuteFunctions, itemIndex: number): Ticket =>
	ticketById(memoryFor(context, []), `${runToken(context)} item ${itemIndex}`);

function ticketById({ tickets }: Memory, id: string): Ticket {
	const byId: Record<string, Ticket> = tickets;
	return (byId[id] ??= {});
}

export const runIndexOf = (context: IExecuteFunctions): number =>
	Number(context.evaluateExpression('{{ $runIndex }}', 0));

const runToken = (context: IExecuteFunctions): string => `run ${runIndexOf(context)}`;

function memoryFor(context: IExecuteFunctions, items: readonly INodeExecutionData[]): Memory {
	const store = context.getContext('node') as { jobs?: Memory };
	const previous = store.jobs;
	const run = runToken(context);
	if (previous !== undefined) {
		const continues = previous.token === run || items.some((item) => markOf(item)?.wait === previous.token);
		if (continues || awaitsReturn(context, previous)) return previous;
	}
	store.jobs = { token: run, execution: context.getExecutionId(), tickets: {}, away: [] };
	return store.jobs;
}

const markOf = ({ json }: INodeExecutionData) => json[TICKET_FIELD] as Mark | undefined;

const wokenBy = (mark: Mark): TicketItem['wokenBy'] => (mark.woken_by_webhook === true ? 'webhook' : 'timer');

/** Returns the item that leaves by the loop output: the input item with a field that names its ticket and job. */
export function sleepingItem(
	{ token }: Memory,
	{ item, itemIndex, ticketId, ticket }: TicketItem,
): INodeExecutionData {
	const mark: Mark = { wait: token, ticket: ticketId, job_id: ticket.jobId ?? null };
	// n8n treats an item with `error` as failed and replaces its fields, so the `error` of an earlier node is removed.
	return {
		...item,
		error: undefined,
		json: { ...item.json, [TICKET_FIELD]: mark },
		pairedItem: { item: itemIndex },
	};
}

/** Returns a sleeping item as a webhook wakes it. */
export const wokenItem = (item: INodeExecutionData): INodeExecutionData => ({
	...item,
	json: { ...item.json, [TICKET_FIELD]: { ...markOf(item), woken_by_webhook: true } },
});

/** Returns the memory of the sleeping execution that a webhook is to resume, or undefined when nothing sleeps. */
export function sleepingMemory(context: IWebhookFunctions): Memory | undefined {
	const name = escapeForExpression(context.getNode().name);
	const memory = context.evaluateExpression(`{{ $node["${name}"].context.jobs }}`, 0);
	return memory as unknown as Memory | undefined;
}

/** Escapes text for a quoted string in an n8n expression, which quotes and braces would end. */
const escapeForExpression = (text: string): string =>
	text.replace(/[^A-Za-z0-9 ]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
