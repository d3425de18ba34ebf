import { AmbiguousCreateError, ScrapeKitError } from '@scrapekit/core';
import { fail } from './fail';
import { readInput } from './read-input';
import { openEntries, type Round } from './round';
import type { Entry } from './wait-state';

/**
 * Starts a job for each entry that has none, as far as the account's limit of active jobs allows; the others
 * stay in line. Answers with the number of jobs started.
 */
export async function startJobs(round: Round, webhookUrl: string | undefined): Promise<number> {
	const open = openEntries(round);
	const inLine = open.filter(({ ticket }) => ticket.jobId === undefined);
	const free = Math.max(0, round.session.node.activeLimit - (open.length - inLine.length));
	let started = 0;
	for (const entry of inLine.slice(0, free)) {
		try {
			await startJob(round, entry, webhookUrl);
			started++;
		} catch (error) {
			if (isFull(round, error)) break;
			keepIfUnknown(entry, error);
			fail(round, entry, error);
		}
	}
	return started;
}

async function startJob(
	{ session, operation, jobs }: Round,
	{ itemIndex, ticket }: Entry,
	webhookUrl: string | undefined,
): Promise<void> {
	const { context, node, client } = session;
	const signal = context.getExecutionCancelSignal();
	const input = readInput(context, node.required, itemIndex);
	const job = await client.create(operation, input, { webhookUrl, signal });
	ticket.jobId = job.id;
	ticket.startedAt = Date.now();
	jobs.set(job.id, job);
}

/** The job may exist, so its ticket must never lead to another create, not even when n8n repeats the run. */
function keepIfUnknown({ ticket }: Entry, error: unknown): void {
	if (AmbiguousCreateError.isInstance(error)) ticket.failure = error.message;
}

const isFull = ({ session }: Round, error: unknown): boolean =>
	ScrapeKitError.isInstance(error) && session.node.provider.slotCodes.includes(error.code ?? '');
