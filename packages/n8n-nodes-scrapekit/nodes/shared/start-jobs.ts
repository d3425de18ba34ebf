import { ScrapeKitError } from '@scrapekit/core';
import { createOnce } from './create-once';
import { fail } from './fail';
import { openEntries, type Round } from './round';

/**
 * Starts a job for each entry that has none, as far as the account's limit of active jobs allows; the others
 * stay in line. Answers with the number of jobs started.
 */
export async function startJobs(round: Round, webhookUrl: string | undefined): Promise<number> {
	const { session, operation, jobs } = round;
	const open = openEntries(round);
	const inLine = open.filter(({ ticket }) => ticket.jobId === undefined);
	const free = Math.max(0, session.node.activeLimit - (open.length - inLine.length));
	let started = 0;
	for (const entry of inLine.slice(0, free)) {
		const { ticket, itemIndex } = entry;
		try {
			const job = await createOnce(session, ticket, { operation, itemIndex, webhookUrl });
			jobs.set(job.id, job);
			started++;
		} catch (error) {
			if (isFull(round, error)) break;
			fail(round, entry, error);
		}
	}
	return started;
}

const isFull = ({ session }: Round, error: unknown): boolean =>
	ScrapeKitError.isInstance(error) && session.node.provider.slotCodes.includes(error.code ?? '');
