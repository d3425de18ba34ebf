import {
	type Job,
	JobNotCompletedError,
	JobTimeoutError,
	pollDelayMs,
	ProviderError,
	sleep,
} from '@scrapekit/core';
import { failJob, type JobRun, openJobs, resultOptions, type RunJob, slotsOf, startJob } from './job-run';
import { n8nClock } from './transport';

export interface InPlaceOptions {
	/** The end of the wait in milliseconds since the epoch. @default when the user's Give Up After has passed */
	readonly until?: number;
	readonly webhookUrl?: string | undefined;
}

/**
 * Starts the jobs, as many at a time as the account may run, and waits for them in place. With `until`, jobs that still
 * run then are left open; otherwise they fail with JobTimeoutError. The first error ends the wait for all jobs, unless
 * the node continues on errors.
 */
export async function waitInPlace(run: JobRun, options: InPlaceOptions = {}): Promise<void> {
	const { session } = run;
	const over = new AbortController();
	const signal = session.signal === undefined ? over.signal : AbortSignal.any([session.signal, over.signal]);
	// Started jobs come first, because they take the slots of the account.
	const queue = openJobs(run).toSorted((a, b) => Number(isNew(a)) - Number(isNew(b)));
	const work = async () => {
		for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
			signal.throwIfAborted();
			const ended = await runToEnd(run, next, { ...options, signal });
			if (!ended) return;
		}
	};
	const stopAll = (error: unknown) => {
		over.abort(error);
		throw error;
	};
	const workers = Array.from({ length: Math.min(slotsOf(run), queue.length) }, async () => {
		await work().catch(stopAll);
	});
	const results = await Promise.allSettled(workers);
	const failed = results.find(({ status }) => status === 'rejected');
	if (failed?.status === 'rejected') throw (over.signal.reason ?? failed.reason) as Error;
}

const isNew = ({ ticket }: RunJob): boolean => ticket.jobId === undefined;

interface StepOptions extends InPlaceOptions {
	readonly signal: AbortSignal;
}

/** Returns false when the job, or a slot for it, is not there at `until`. */
async function runToEnd(run: JobRun, runJob: RunJob, options: StepOptions): Promise<boolean> {
	try {
		// A wrong option is reported before the job is paid.
		if (isNew(runJob)) resultOptions(run, runJob.plan);
		return (await startInTime(run, runJob, options)) && (await waitForEnd(run, runJob, options));
	} catch (error) {
		// The error of another job, or the user, ended this wait.
		if (options.signal.aborted && runJob.ticket.unknown !== true) throw options.signal.reason as Error;
		failJob(run, runJob, error);
		return true;
	}
}

/** Starts a job once the account has a free slot for it. Returns false when `until` comes first. */
async function startInTime(
	run: JobRun,
	runJob: RunJob,
	{ until, webhookUrl, signal }: StepOptions,
): Promise<boolean> {
	const { session, settings } = run;
	const startedAt = n8nClock.now();
	const deadline = until ?? startedAt + settings.giveUpAfterMs;
	for (;;) {
		const delay = pollDelayMs(session.cadence, n8nClock.now() - startedAt, Math.random);
		const isLast = n8nClock.now() + delay >= deadline;
		// The error of another job does not end a create, because the id of a paid job would be lost with it.
		const started = await startJob(run, runJob, { webhookUrl, signal: session.signal }).then(
			() => true,
			(error: unknown) => {
				if (!isLimitReached(run, error) || (isLast && until === undefined)) throw error;
				runJob.ticket.refusedSince ??= n8nClock.now();
				return false;
			},
		);
		if (started || isLast) return started;
		await sleep(n8nClock, delay, signal);
	}
}

/** Waits until the job has ended. Returns false when `until` comes first. */
async function waitForEnd(run: JobRun, runJob: RunJob, { until, signal }: StepOptions): Promise<boolean> {
	const { session, settings } = run;
	const { ticket, job } = runJob;
	if (job === undefined) return false;
	const deadline = until ?? (ticket.startedAt ?? n8nClock.now()) + settings.giveUpAfterMs;
	const timeoutMs = Math.max(0, deadline - n8nClock.now());
	const onStatus = (fresh: Job) => void (runJob.job = fresh);
	const ended = await session.client.wait(job, { timeoutMs, signal, onStatus }).catch((error: unknown) => {
		if (until === undefined || !JobTimeoutError.isInstance(error)) throw error;
	});
	if (ended === undefined) return false;
	runJob.job = ended;
	if (ended.status !== 'completed') throw new JobNotCompletedError(ended);
	return true;
}

const isLimitReached = ({ session: { node } }: JobRun, error: unknown): boolean =>
	ProviderError.isInstance(error) &&
	error.code !== undefined &&
	error.code === node.provider.activeLimit?.code;
