import type { Clock } from '../clock.ts';
import { JobTimeoutError } from '../errors/job-timeout-error.ts';
import { pollDelayMs, type Cadence } from './cadence.ts';
import { isTerminal, type Job } from './job.ts';

export interface WaitForJobOptions {
  /** Reads the job from the provider, which alone decides its status. */
  readonly refresh: (signal: AbortSignal) => Promise<Job>;
  /** Resolves when a verified webhook names this job; called again after each poll. Leave it out to poll only. */
  readonly nudge?: (signal: AbortSignal) => Promise<void>;
  readonly cadence: Cadence;
  readonly clock: Clock;
  readonly random: () => number;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly onStatus?: (job: Job) => void;
}

/**
 * Polls until the job is terminal. A webhook only ends the current sleep early, so a lost, late,
 * repeated or forged delivery cannot settle a job (C185, C186), and a flood buys one poll per interval floor.
 */
export async function waitForJob(options: WaitForJobOptions): Promise<Job> {
  const { refresh, cadence, clock, random, timeoutMs, signal, onStatus } = options;
  const startedAt = clock.now();
  for (;;) {
    signal.throwIfAborted();
    const job = await refresh(signal);
    onStatus?.(job);
    if (isTerminal(job)) return job;
    const elapsedMs = clock.now() - startedAt;
    if (elapsedMs >= timeoutMs) throw new JobTimeoutError(job, elapsedMs);
    await rest(Math.min(pollDelayMs(cadence, elapsedMs, random), timeoutMs - elapsedMs), options);
  }
}

/** Sleeps, or less when nudged; leaves neither a timer nor a listener behind. */
async function rest(ms: number, { clock, nudge, signal }: WaitForJobOptions): Promise<void> {
  const over = new AbortController();
  const stop = AbortSignal.any([signal, over.signal]);
  const sleeping = clock.sleep(ms, stop);
  const rests = nudge === undefined ? [sleeping] : [sleeping, nudge(stop)];
  // Whichever loses is aborted below; its rejection is expected.
  for (const pending of rests) pending.catch(() => {});
  try {
    await Promise.race(rests);
  } finally {
    over.abort();
  }
}
