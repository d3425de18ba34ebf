import type { IDataObject } from 'n8n-workflow';
import type { Job } from '@scrapekit/core';
import { isTerminal } from '@scrapekit/core';
import type { Output } from './result-items';
import type { ExecuteSession } from './session';
import { enter, type Entry, type WaitState } from './wait-state';

export interface WaitSettings {
	readonly giveUpAfterMs: number;
	/** Undefined: in the documented cadence. */
	readonly pollEveryMs: number | undefined;
	readonly waitInPlaceMs: number;
	readonly resumeBy: 'webhook' | 'webhookAndPolling';
}

/** One visit of the items to a waiting node: what is known of their jobs, and what was read just now. */
export interface Round {
	readonly session: ExecuteSession;
	readonly operation: string;
	readonly output: Output;
	readonly settings: WaitSettings;
	readonly state: WaitState;
	readonly entries: readonly Entry[];
	/** The latest reading of each job, by its id. */
	readonly jobs: Map<string, Job>;
}

export function openRound(session: ExecuteSession, operation: string): Round {
	const { context } = session;
	const output = context.getNodeParameter('output', 0) as Output;
	const settings = readSettings(context.getNodeParameter('waiting', 0, {}) as IDataObject);
	return { session, operation, output, settings, ...enter(context), jobs: new Map() };
}

function readSettings(waiting: IDataObject): WaitSettings {
	const { giveUpAfter = 60, pollEvery = 0, waitInPlace = 5, resumeBy = 'webhookAndPolling' } = waiting;
	return {
		giveUpAfterMs: Number(giveUpAfter) * 60_000,
		pollEveryMs: Number(pollEvery) > 0 ? Number(pollEvery) * 1000 : undefined,
		waitInPlaceMs: Number(waitInPlace) * 1000,
		resumeBy: resumeBy as WaitSettings['resumeBy'],
	};
}

/** Entries whose item still waits for something: a free slot, or the end of its job. */
export const openEntries = ({ entries, jobs }: Round): readonly Entry[] =>
	entries.filter(({ ticket }) => ticket.failure === undefined && !hasEnded(jobs, ticket.jobId));

function hasEnded(jobs: ReadonlyMap<string, Job>, jobId: string | undefined): boolean {
	const job = jobId === undefined ? undefined : jobs.get(jobId);
	return job !== undefined && isTerminal(job);
}
