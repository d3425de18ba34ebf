import type { IDataObject, IExecuteFunctions, INodeExecutionData, IWebhookFunctions } from 'n8n-workflow';

/** What became of one input item so far. */
export interface Ticket {
	jobId?: string;
	/** Milliseconds since the epoch. */
	startedAt?: number;
	/** Why this item will have no results. */
	failure?: string;
}

/** One wait for all items of a run. It lives in the node's context, which survives parking and restarts of n8n. */
export interface WaitState {
	readonly token: string;
	readonly startedAt: number;
	readonly tickets: Readonly<Record<string, Ticket>>;
	/** The tickets of the items that were parked last. */
	parked: readonly string[];
	/** Index of the node's run that parked them. */
	parkedIn?: number;
	/** Index of the node's run that settled all of them; undefined while they wait, and when a webhook settled them. */
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
	/** The item has no ticket, and arrived while items of an earlier run were on their way back here. */
	readonly isStray: boolean;
}

interface Stub extends IDataObject {
	readonly wait: string;
	readonly ticket: string;
}

/**
 * Items that were parked come back with their tickets; others begin a new wait. When n8n repeats a failed run
 * (Retry On Fail), its items get their tickets back too.
 */
export function enter(context: IExecuteFunctions): {
	readonly state: WaitState;
	readonly entries: readonly Entry[];
} {
	const items = context.getInputData();
	const state = recall(context, items);
	const run = runOf(context);
	const parked = new Set(state.parked);
	const expectsOnlyTickets = state.token !== run && awaitsReturn(context, state);
	const entries = items.map((item, itemIndex) => {
		const stub = stubIn(item);
		// Only what was parked comes back: items may hold anything under that name when they arrive.
		const returns = stub?.wait === state.token && parked.has(stub.ticket);
		const ticketId = returns ? stub.ticket : newTicketId(run, itemIndex);
		const isStray = expectsOnlyTickets && !returns;
		return { item, itemIndex, ticketId, ticket: take(state, ticketId), isStray };
	});
	return { state, entries };
}

/**
 * Whether items of this wait left by "Still Running" and are due to come back. n8n passes them along that wire before
 * it starts another branch or the next batch of a loop, so an item that arrives now without a ticket has lost it.
 * Refusing a new item by mistake costs nothing, but starting the job of a parked item again is charged.
 */
function awaitsReturn(context: IExecuteFunctions, { parked, parkedIn, settledIn, polls }: WaitState): boolean {
	const isSettled = settledIn !== undefined && settledIn !== runIndexOf(context);
	// When only webhooks end the wait, items leave by "Still Running" once the time is up, and need not come back.
	if (parked.length === 0 || isSettled || !polls) return false;
	// A webhook settles a wait without a run of this node. Then nothing has left by "Still Running".
	const { $items } = context.getWorkflowDataProxy(0);
	return $items(context.getNode().name, 1, parkedIn).length > 0;
}

/** Remembers that the items of these entries are parked by the current run. */
export function rememberParked(context: IExecuteFunctions, state: WaitState, entries: readonly Entry[]): void {
	state.parked = entries.map(({ ticketId }) => ticketId);
	state.parkedIn = runIndexOf(context);
	delete state.settledIn;
}

/** Remembers that the current run settled all items. A repetition of the run still finds their tickets. */
export function rememberSettled(context: IExecuteFunctions, state: WaitState): void {
	state.settledIn = runIndexOf(context);
}

/** The ids of the jobs of this wait that belong to none of these entries. */
export function missingJobs({ tickets }: WaitState, entries: readonly Entry[]): readonly string[] {
	const present = new Set(entries.map(({ ticketId }) => ticketId));
	const missing = Object.entries(tickets).filter(([id]) => !present.has(id));
	return missing.flatMap(([, { jobId }]) => (jobId === undefined ? [] : [jobId]));
}

/** The ticket of an item that waits for nothing. */
export function ticketOf(context: IExecuteFunctions, itemIndex: number): Ticket {
	return take(recall(context, []), newTicketId(runOf(context), itemIndex));
}

function take({ tickets }: WaitState, id: string): Ticket {
	const all: Record<string, Ticket> = tickets;
	return (all[id] ??= {});
}

const runIndexOf = (context: IExecuteFunctions): number =>
	Number(context.evaluateExpression('{{ $runIndex }}', 0));

const runOf = (context: IExecuteFunctions): string => `run ${runIndexOf(context)}`;

const newTicketId = (run: string, itemIndex: number): string => `${run} item ${itemIndex}`;

function recall(context: IExecuteFunctions, items: readonly INodeExecutionData[]): WaitState {
	const memory = context.getContext('node') as { waiting?: WaitState };
	const known = memory.waiting;
	const run = runOf(context);
	if (known !== undefined) {
		const continues = known.token === run || items.some((item) => stubIn(item)?.wait === known.token);
		if (continues || awaitsReturn(context, known)) return known;
	}
	memory.waiting = { token: run, startedAt: Date.now(), tickets: {}, parked: [], polls: true };
	return memory.waiting;
}

const stubIn = ({ json }: INodeExecutionData) => json.scrapekit as Stub | undefined;

/** What leaves by "Still Running" for an entry: the item itself, and under `scrapekit` the job to come back for. */
export function stubOf(
	{ token }: WaitState,
	{ item, itemIndex, ticketId, ticket }: Entry,
): INodeExecutionData {
	const { jobId = null, failure = null } = ticket;
	const scrapekit = { wait: token, ticket: ticketId, jobId, failure };
	// n8n treats an item with `error` as failed and replaces its fields, so a mark from an earlier node is dropped.
	return { ...item, error: undefined, json: { ...item.json, scrapekit }, pairedItem: { item: itemIndex } };
}

/** The wait as a resuming webhook sees it; undefined when nothing is parked. */
export function parkedState(context: IWebhookFunctions): WaitState | undefined {
	const name = spell(context.getNode().name);
	const waiting = context.evaluateExpression(`{{ $node["${name}"].context.waiting }}`, 0);
	return waiting as unknown as WaitState | undefined;
}

/** Text between quotes within an expression, where quotes and braces would end it. */
const spell = (text: string): string =>
	text.replace(/[^A-Za-z0-9 ]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
