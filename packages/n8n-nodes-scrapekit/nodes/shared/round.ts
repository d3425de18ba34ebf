import { isTerminal, type Job } from '@scrapekit/core';
import type { IDataObject, INode } from 'n8n-workflow';
import { toNodeError } from './node-error';
import type { Output } from './result-items';
import type { ExecuteSession } from './session';
import { matchTickets, type Entry, type Ticket, type WaitState } from './wait-state';

export interface WaitSettings {
	readonly giveUpAfterMs: number;
	/** Undefined when the node polls as often as the provider's documentation says. */
	readonly pollEveryMs: number | undefined;
	readonly waitInPlaceMs: number;
	readonly resumeBy: 'webhook' | 'webhookAndPolling';
}

/** One run of a waiting node: its items, what earlier runs noted about their jobs, and the jobs fetched in this run. */
export interface Round {
	readonly session: ExecuteSession;
	readonly operation: string;
	readonly output: Output;
	readonly settings: WaitSettings;
	readonly state: WaitState;
	readonly entries: readonly Entry[];
	/** The jobs as they were last fetched, by id. */
	readonly jobs: Map<string, Job>;
}

export function openRound(session: ExecuteSession, operation: string): Round {
	const { context } = session;
	const output = context.getNodeParameter('output', 0) as Output;
	const settings = waitSettings(context.getNodeParameter('waiting', 0, {}) as IDataObject);
	return { session, operation, output, settings, ...matchTickets(context), jobs: new Map() };
}

function waitSettings(waiting: IDataObject): WaitSettings {
	const { giveUpAfter = 60, pollEvery = 0, waitInPlace = 5, resumeBy = 'webhookAndPolling' } = waiting;
	return {
		giveUpAfterMs: Number(giveUpAfter) * 60_000,
		pollEveryMs: Number(pollEvery) > 0 ? Number(pollEvery) * 1000 : undefined,
		waitInPlaceMs: Number(waitInPlace) * 1000,
		resumeBy: resumeBy as WaitSettings['resumeBy'],
	};
}

/** The entries that wait for a free slot or for the end of their job. */
export const openEntries = ({ entries, jobs }: Round): readonly Entry[] =>
	entries.filter(({ ticket }) => ticket.failure === undefined && !hasEnded(jobs, ticket.jobId));

function hasEnded(jobs: ReadonlyMap<string, Job>, jobId: string | undefined): boolean {
	const job = jobId === undefined ? undefined : jobs.get(jobId);
	return job !== undefined && isTerminal(job);
}

/**
 * Ends the run with an error, or notes it for the item's output when the node continues on errors (its setting
 * On Error).
 */
export function failEntry({ session }: Round, { ticket, itemIndex }: Entry, error: unknown): void {
	const { context } = session;
	const failure = toNodeError(session, error, itemIndex);
	if (!context.continueOnFail()) throw failure;
	ticket.failure = failure.message;
}

/** Whether n8n moves the items with an error to an additional output, after those that the node declares. */
export const hasErrorOutput = ({ onError }: INode): boolean => onError === 'continueErrorOutput';

/** Milliseconds until the next poll: the user's setting, or the provider's documented pace for the youngest job. */
export function pollDelayMs(round: Round): number {
	const { settings, session, state } = round;
	if (settings.pollEveryMs !== undefined) return settings.pollEveryMs;
	const youngest = Math.max(state.startedAt, ...openTickets(round).map(({ startedAt = 0 }) => startedAt));
	const ageSeconds = (Date.now() - youngest) / 1000;
	const { cadence } = session.node.provider;
	const step = cadence.find(({ until }) => until === undefined || ageSeconds < until);
	return (step?.every ?? 60) * 1000;
}

/** The latest time at which the parked execution resumes, in milliseconds since the epoch. */
export function wakeAt(round: Round): number {
	const { settings, state } = round;
	const oldest = Math.min(...openTickets(round).map(({ startedAt = state.startedAt }) => startedAt));
	const deadline = oldest + settings.giveUpAfterMs;
	return settings.resumeBy === 'webhook' ? deadline : Math.min(deadline, Date.now() + pollDelayMs(round));
}

const openTickets = (round: Round): readonly Ticket[] => openEntries(round).map(({ ticket }) => ticket);
