import type { IDataObject, IExecuteFunctions, INodeExecutionData, IWebhookFunctions } from 'n8n-workflow';

/** The progress of one input item. */
export interface Ticket {
	jobId?: string;
	/** Milliseconds since the epoch. */
	startedAt?: number;
	/** The error message when this item will have no results. */
	failure?: string;
}

/**
 * The wait for all items of one run. n8n stores it with the node's context, so it is still there after parking and
 * after a restart of n8n.
 */
export interface WaitState {
	/** Identifies the wait, so that an item with a ticket of another wait is recognised. */
	readonly token: string;
	readonly startedAt: number;
	readonly tickets: Readonly<Record<string, Ticket>>;
	/** The ids of the tickets that were parked last. */
	parked: readonly string[];
	/** Index of the node's run that parked them. */
	parkedIn?: number;
	/**
	 * Index of the node's run in which the last job ended; undefined while jobs run, and when a webhook ended the wait.
	 */
	settledIn?: number;
	/** False when only a webhook ends the wait. */
	polls: boolean;
}

/** An input item with its ticket. */
export interface Entry {
	readonly item: INodeExecutionData;
	readonly itemIndex: number;
	readonly ticketId: string;
	readonly ticket: Ticket;
	/** The item has no ticket, although only items with a ticket can arrive in this run. */
	readonly isLost: boolean;
}

/** The field `scrapekit` of a parked item, by which the node recognises the item when it comes back. */
interface Mark extends IDataObject {
	readonly wait: string;
	readonly ticket: string;
}

/**
 * Gives each input item its ticket. Items that were parked come back with their tickets, and other items begin a new
 * wait. When n8n repeats a failed run (Retry On Fail), the items get the tickets of the first run.
 */
export function matchTickets(context: IExecuteFunctions): {
	readonly state: WaitState;
	readonly entries: readonly Entry[];
} {
	const items = context.getInputData();
	const state = waitStateFor(context, items);
	const run = runToken(context);
	const parked = new Set(state.parked);
	const expectsOnlyTickets = state.token !== run && awaitsReturn(context, state);
	const entries = items.map((item, itemIndex) => {
		const mark = markOf(item);
		// The field of an arriving item may hold anything, so only a ticket that was parked is accepted.
		const returns = mark?.wait === state.token && parked.has(mark.ticket);
		const ticketId = returns ? mark.ticket : newTicketId(run, itemIndex);
		const isLost = expectsOnlyTickets && !returns;
		return { item, itemIndex, ticketId, ticket: ticketById(state, ticketId), isLost };
	});
	return { state, entries };
}

/**
 * Returns true when items of this wait left by "Still Running" and have to come back next. n8n passes them along that
 * connection before it starts another branch or the next batch of a loop. An item that arrives now without a ticket has
 * therefore lost it. Such an item is refused, because a second job for a parked item would be charged.
 */
function awaitsReturn(
	context: IExecuteFunctions,
	{ parked, parkedIn, settledIn, polls }: WaitState,
): boolean {
	const isSettled = settledIn !== undefined && settledIn !== runIndexOf(context);
	// When only webhooks end the wait, the items that leave by "Still Running" have timed out and need not come back.
	if (parked.length === 0 || isSettled || !polls) return false;
	// A webhook ends a wait without a run of this node. Then no item has left by "Still Running".
	const { $items } = context.getWorkflowDataProxy(0);
	return $items(context.getNode().name, 1, parkedIn).length > 0;
}

/** Notes that the current run parks the items of these entries. */
export function rememberParked(
	context: IExecuteFunctions,
	state: WaitState,
	entries: readonly Entry[],
): void {
	state.parked = entries.map(({ ticketId }) => ticketId);
	state.parkedIn = runIndexOf(context);
	delete state.settledIn;
}

/** Notes that the last job ended in the current run. The tickets are kept, because n8n may repeat the run. */
export function rememberSettled(context: IExecuteFunctions, state: WaitState): void {
	state.settledIn = runIndexOf(context);
}

/** Returns the ids of the jobs of this wait that belong to none of these entries. */
export function missingJobs({ tickets }: WaitState, entries: readonly Entry[]): readonly string[] {
	const present = new Set(entries.map(({ ticketId }) => ticketId));
	const missing = Object.entries(tickets).filter(([id]) => !present.has(id));
	return missing.flatMap(([, { jobId }]) => (jobId === undefined ? [] : [jobId]));
}

/** Returns the ticket of an item of an operation that does not wait. */
export function ticketOf(context: IExecuteFunctions, itemIndex: number): Ticket {
	return ticketById(waitStateFor(context, []), newTicketId(runToken(context), itemIndex));
}

function ticketById({ tickets }: WaitState, id: string): Ticket {
	const byId: Record<string, Ticket> = tickets;
	return (byId[id] ??= {});
}

const runIndexOf = (context: IExecuteFunctions): number =>
	Number(context.evaluateExpression('{{ $runIndex }}', 0));

const runToken = (context: IExecuteFunctions): string => `run ${runIndexOf(context)}`;

const newTicketId = (run: string, itemIndex: number): string => `${run} item ${itemIndex}`;

function waitStateFor(context: IExecuteFunctions, items: readonly INodeExecutionData[]): WaitState {
	const memory = context.getContext('node') as { waiting?: WaitState };
	const previous = memory.waiting;
	const run = runToken(context);
	if (previous !== undefined) {
		const continues = previous.token === run || items.some((item) => markOf(item)?.wait === previous.token);
		if (continues || awaitsReturn(context, previous)) return previous;
	}
	memory.waiting = { token: run, startedAt: Date.now(), tickets: {}, parked: [], polls: true };
	return memory.waiting;
}

const markOf = ({ json }: INodeExecutionData) => json.scrapekit as Mark | undefined;

/**
 * Returns the item that leaves by "Still Running": the input item with the field `scrapekit`, which names its ticket
 * and job.
 */
export function parkedItem(
	{ token }: WaitState,
	{ item, itemIndex, ticketId, ticket }: Entry,
): INodeExecutionData {
	const { jobId = null, failure = null } = ticket;
	const scrapekit = { wait: token, ticket: ticketId, jobId, failure };
	// n8n treats an item with `error` as failed and replaces its fields, so the `error` of an earlier node is removed.
	return { ...item, error: undefined, json: { ...item.json, scrapekit }, pairedItem: { item: itemIndex } };
}

/** Returns the wait of the parked execution that a webhook is to resume, or undefined when nothing is parked. */
export function parkedState(context: IWebhookFunctions): WaitState | undefined {
	const name = escapeForExpression(context.getNode().name);
	const waiting = context.evaluateExpression(`{{ $node["${name}"].context.waiting }}`, 0);
	return waiting as unknown as WaitState | undefined;
}

/** Escapes text for a quoted string in an n8n expression, which quotes and braces would end. */
const escapeForExpression = (text: string): string =>
	text.replace(/[^A-Za-z0-9 ]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
