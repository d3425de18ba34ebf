import {
	endsWait,
	isTerminal,
	type Job,
	JobNotCompletedError,
	JobTimeoutError,
	ProviderError,
} from '@scrapekit/core';
import { NodeOperationError } from 'n8n-workflow';
import { createOnce } from './create-job';
import { failEntry, openEntries, type Round } from './round';
import { type Entry, missingJobs } from './wait-state';

/**
 * Fails the items that lost their ticket on the way back to this node. If they counted as new items, their jobs would
 * be started and charged again at each poll. The error names the jobs that have no item any more, so that the user can
 * fetch their leads.
 */
export function failLostItems(round: Round): void {
	const { session, state, entries } = round;
	const jobIds = missingJobs(state, entries);
	const waiting =
		jobIds.length === 0
			? 'No job was lost.'
			: `Fetch the leads of the waiting jobs with Get Leads: ${jobIds.join(', ')}.`;
	for (const entry of entries.filter(({ isLost }) => isLost)) {
		const message = `The item has lost its field "scrapekit": a node between "Still Running" and the input of this node removed it. No new job was started. ${waiting}`;
		const error = new NodeOperationError(session.context.getNode(), message, {
			description:
				'Connect "Still Running" directly to the input of this node, or let every node between them keep the field "scrapekit".',
			itemIndex: entry.itemIndex,
		});
		failEntry(round, entry, error);
	}
}

/** Fetches every job that has not ended. A job that failed or was cancelled fails its item. */
export async function fetchJobs(round: Round): Promise<void> {
	for (const entry of openEntries(round)) {
		const { jobId } = entry.ticket;
		if (jobId === undefined) continue;
		try {
			const job = await fetchJob(round, jobId);
			if (isTerminal(job) && job.status !== 'completed')
				failEntry(round, entry, new JobNotCompletedError(job));
		} catch (error) {
			// Other errors do not mean that the job failed, so the next poll reads it again.
			if (endsWait(error)) failEntry(round, entry, error);
		}
	}
}

async function fetchJob({ session, operation, jobs }: Round, id: string): Promise<Job> {
	const { client, context } = session;
	const job = await client.get({ id, operation }, { signal: context.getExecutionCancelSignal() });
	jobs.set(id, job);
	return job;
}

/** Fails the items that have waited longer than the user allows. Their jobs continue at the provider. */
export function giveUpOnOverdue(round: Round): void {
	for (const entry of openEntries(round)) {
		const elapsedMs = Date.now() - (entry.ticket.startedAt ?? round.state.startedAt);
		if (elapsedMs >= round.settings.giveUpAfterMs) failEntry(round, entry, overdue(round, entry, elapsedMs));
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

/**
 * Starts a job for each entry without one, up to the account's limit of active jobs. The other entries wait for a
 * later call. Returns the number of jobs started.
 */
export async function startJobs(round: Round, webhookUrl: string | undefined): Promise<number> {
	const { session, operation, jobs } = round;
	const open = openEntries(round);
	const unstarted = open.filter(({ ticket }) => ticket.jobId === undefined);
	const limit = session.node.provider.activeLimit?.jobs ?? Infinity;
	const free = Math.max(0, limit - (open.length - unstarted.length));
	let started = 0;
	for (const entry of unstarted.slice(0, free)) {
		const { ticket, itemIndex } = entry;
		try {
			const job = await createOnce(session, ticket, { operation, itemIndex, webhookUrl });
			jobs.set(job.id, job);
			started++;
		} catch (error) {
			if (isLimitReached(round, error)) break;
			failEntry(round, entry, error);
		}
	}
	return started;
}

const isLimitReached = ({ session }: Round, error: unknown): boolean =>
	ProviderError.isInstance(error) &&
	error.code !== undefined &&
	error.code === session.node.provider.activeLimit?.code;
