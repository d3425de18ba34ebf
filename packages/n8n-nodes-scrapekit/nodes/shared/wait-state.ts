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
	/** The tickets of the items that are parked right now. */
	parked: readonly string[];
	/** False when only a webhook ends the wait. */
	polls: boolean;
}

/** An input item with its ticket. */
export interface Entry {
	readonly item: INodeExecutionData;
	readonly itemIndex: number;
	readonly ticketId: string;
	readonly ticket: Ticket;
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
	const run = runOf(context);
	const state = recall(context, run, items);
	const parked = new Set(state.parked);
	const entries = items.map((item, itemIndex) => {
		const stub = stubIn(item);
		// Only what was parked comes back: items may hold anything under that name when they arrive.
		const returns = stub?.wait === state.token && parked.has(stub.ticket);
		const ticketId = returns ? stub.ticket : newTicketId(run, itemIndex);
		return { item, itemIndex, ticketId, ticket: take(state, ticketId) };
	});
	return { state, entries };
}

/** The ticket of an item that waits for nothing. */
export function ticketOf(context: IExecuteFunctions, itemIndex: number): Ticket {
	const run = runOf(context);
	return take(recall(context, run, []), newTicketId(run, itemIndex));
}

function take({ tickets }: WaitState, id: string): Ticket {
	const all: Record<string, Ticket> = tickets;
	return (all[id] ??= {});
}

const runOf = (context: IExecuteFunctions): string =>
	`run ${String(context.evaluateExpression('{{ $runIndex }}', 0))}`;

const newTicketId = (run: string, itemIndex: number): string => `${run} item ${itemIndex}`;

function recall(context: IExecuteFunctions, run: string, items: readonly INodeExecutionData[]): WaitState {
	const memory = context.getContext('node') as { waiting?: WaitState };
	const known = memory.waiting;
	const continues = known?.token === run || items.some((item) => stubIn(item)?.wait === known?.token);
	if (known !== undefined && continues) return known;
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
