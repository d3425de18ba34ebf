import { isTerminal } from '@scrapekit/core';
import type { JobRun } from './job-run';

/**
 * Runs `work`. When the user stops the execution meanwhile, the jobs of the run are cancelled if the user chose that. If
 * not, they are named in the log of n8n, because n8n keeps no output of a stopped node.
 */
export async function withStop<T>(run: JobRun, work: () => Promise<T>): Promise<T> {
	const { session, settings } = run;
	const { signal } = session;
	if (signal === undefined) return await work();
	const handled = new Set<string>();
	const handle = async () => {
		const ids = runningJobs(run).filter((id) => !handled.has(id));
		for (const id of ids) handled.add(id);
		if (settings.cancelOnStop) for (const id of ids) await cancelJob(run, id);
		else if (ids.length > 0) nameJobs(run, ids);
	};
	let handling: Promise<void> | undefined;
	const onAbort = () => {
		handling = handle();
	};
	signal.addEventListener('abort', onAbort, { once: true });
	try {
		return await work();
	} finally {
		signal.removeEventListener('abort', onAbort);
		// n8n lets no request be signed once the node has ended, so the cancels that have begun come to their end first.
		await handling;
		// The create of another job may have been answered after the stop.
		if (signal.aborted) await handle();
	}
}

/** The ids of the started jobs that are not known to have ended. */
const runningJobs = ({ jobs }: JobRun): readonly string[] =>
	jobs.flatMap(({ ticket: { jobId }, job }) =>
		jobId === undefined || (job !== undefined && isTerminal(job)) ? [] : [jobId],
	);

/** A job that cannot be cancelled runs on. */
async function cancelJob({ session: { client, context }, operation }: JobRun, id: string): Promise<void> {
	try {
		await client.cancel({ id, operation });
	} catch (error) {
		context.logger.warn(`Job ${id} could not be cancelled: ${(error as Error).message}`);
	}
}

const nameJobs = ({ session: { context } }: JobRun, ids: readonly string[]): void =>
	context.logger.warn(
		`The execution ${context.getExecutionId()} was stopped. Its jobs are paid and go on: ${ids.join(', ')}.`,
	);
