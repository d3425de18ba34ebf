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

/** From the second nudge on, how long after a poll another one is worth asking for. */
const NUDGE_FLOOR_MS = 5_000;

/**
 * Polls until the job is terminal. A webhook only ends the current sleep early, so a lost, late, repeated or
 * forged delivery cannot settle a job (C185, C186), and a flood of them buys one poll in five seconds (M10).
 */
export async function waitForJob(options: WaitForJobOptions): Promise<Job> {
  const { refresh, cadence, clock, random, timeoutMs, signal, onStatus } = options;
  const startedAt = clock.now();
  let deafMs = 0;
  for (;;) {
    signal.throwIfAborted();
    const job = await refresh(signal);
    onStatus?.(job);
    if (isTerminal(job)) return job;
    const elapsedMs = clock.now() - startedAt;
    if (elapsedMs >= timeoutMs) throw new JobTimeoutError(job, elapsedMs);
    const restMs = Math.min(pollDelayMs(cadence, elapsedMs, random), timeoutMs - elapsedMs);
    const nudged = await rest(restMs, Math.min(deafMs, restMs), options);
    if (nudged) deafMs = NUDGE_FLOOR_MS;
  }
}

/** Sleeps `ms`, or less when nudged after the first `deafMs` of it; leaves neither timer nor listener behind. */
async function rest(
  ms: number,
  deafMs: number,
  { clock, nudge, signal }: WaitForJobOptions,
): Promise<boolean> {
  if (nudge === undefined || deafMs === ms) {
    await clock.sleep(ms, signal);
    return false;
  }
  if (deafMs > 0) await clock.sleep(deafMs, signal);
  const over = new AbortController();
  const stop = AbortSignal.any([signal, over.signal]);
  const sleeping = clock.sleep(ms - deafMs, stop).then(() => false);
  const waking = nudge(stop).then(() => true);
  // Whichever loses is aborted below; its rejection is expected.
  sleeping.catch(() => {});
  waking.catch(() => {});
  try {
    return await Promise.race([sleeping, waking]);
  } finally {
    over.abort();
  }
}
