import { JobNotCompletedError, JobTimeoutError, ScrapeKitError, isTerminal, type Job } from '@scrapekit/core';
import { NodeOperationError } from 'n8n-workflow';
import { fail } from './fail';
import { openEntries, type Round } from './round';
import type { Entry } from './wait-state';

/** Reads every job that may have moved on. One that failed or was cancelled fails its item. */
export async function readJobs(round: Round): Promise<void> {
	for (const entry of openEntries(round)) {
		const { jobId } = entry.ticket;
		if (jobId === undefined) continue;
		try {
			const job = await readJob(round, jobId);
			if (isTerminal(job) && job.status !== 'completed') fail(round, entry, new JobNotCompletedError(job));
		} catch (error) {
			// The job itself is not in question: what may pass by itself is asked again at the next poll.
			if (!ScrapeKitError.isInstance(error) || !error.retryable) fail(round, entry, error);
		}
	}
}

async function readJob({ session, operation, jobs }: Round, id: string): Promise<Job> {
	const { client, context } = session;
	const job = await client.get({ id, operation }, { signal: context.getExecutionCancelSignal() });
	jobs.set(id, job);
	return job;
}

/** Fails items that have waited as long as they may; their jobs go on. */
export function giveUpOnOverdue(round: Round): void {
	for (const entry of openEntries(round)) {
		const elapsedMs = Date.now() - (entry.ticket.startedAt ?? round.state.startedAt);
		if (elapsedMs >= round.settings.giveUpAfterMs) fail(round, entry, overdue(round, entry, elapsedMs));
	}
}

function overdue({ session, jobs }: Round, { ticket, itemIndex }: Entry, elapsedMs: number): Error {
	const job = jobs.get(ticket.jobId ?? '');
	if (job !== undefined) return new JobTimeoutError(job, elapsedMs);
	const message =
		ticket.jobId === undefined
			? 'No slot for another job became free in time. This item was not started, and nothing was charged for it.'
			: `Job ${ticket.jobId} could not be read in time. It goes on: read it later with Get Leads.`;
	return new NodeOperationError(session.context.getNode(), message, { itemIndex });
}
