import type { Clock } from '../clock.ts';
import { JobTimeoutError } from '../errors/job-timeout-error.ts';
import { isTerminal, type Job } from '../job.ts';

/** The polling steps, in seconds: poll every `every` until the wait is `until` old. The last step has no `until`. */
export type Cadence = readonly { readonly every: number; readonly until?: number }[];

export interface WaitForJobOptions {
  /** Reads the job from the provider. Only this reading decides the status. */
  readonly refresh: (signal: AbortSignal) => Promise<Job>;
  /** Resolves when a verified webhook names this job; called again after each poll. @default polling alone */
  readonly nudge?: (signal: AbortSignal) => Promise<void>;
  readonly cadence: Cadence;
  readonly clock: Clock;
  /** Returns a number from 0 up to 1, for the jitter. */
  readonly random: () => number;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly onStatus?: (job: Job) => void;
}

/** After the first nudge, nudges are ignored for this long after each poll (M10). */
const NUDGE_FLOOR_MS = 5_000;
const JITTER = 0.1;

/**
 * Polls until the job has ended and returns it. Throws JobTimeoutError at the deadline and the signal's reason when
 * aborted. A webhook only ends the current pause early, so a lost, late, repeated or forged delivery cannot decide a
 * status (C185, C186), and many deliveries cause at most one poll in five seconds (M10).
 */
export async function waitForJob(options: WaitForJobOptions): Promise<Job> {
  const { refresh, cadence, clock, random, timeoutMs, signal, onStatus } = options;
  const startedAt = clock.now();
  let floorMs = 0;
  for (;;) {
    signal.throwIfAborted();
    const job = await refresh(signal);
    onStatus?.(job);
    if (isTerminal(job)) return job;
    const elapsedMs = clock.now() - startedAt;
    if (elapsedMs >= timeoutMs) throw new JobTimeoutError(job, elapsedMs);
    const pauseMs = Math.min(pollDelayMs(cadence, elapsedMs, random), timeoutMs - elapsedMs);
    const nudged = await pause(pauseMs, Math.min(floorMs, pauseMs), options);
    if (nudged) floorMs = NUDGE_FLOOR_MS;
  }
}

/** Returns the milliseconds to the next poll, varied by 10 % so that many clients do not poll at once (C184). */
export function pollDelayMs(cadence: Cadence, elapsedMs: number, random: () => number): number {
  const step = cadence.find(({ until }) => until === undefined || elapsedMs < until * 1000) ?? cadence.at(-1);
  if (step === undefined) throw new RangeError('A cadence needs at least one step.');
  return step.every * 1000 * (1 - JITTER + 2 * JITTER * random());
}

/** Sleeps `ms`. A nudge after the first `floorMs` ends the pause, and the result is then true. */
async function pause(
  ms: number,
  floorMs: number,
  { clock, nudge, signal }: WaitForJobOptions,
): Promise<boolean> {
  if (nudge === undefined || floorMs === ms) {
    await clock.sleep(ms, signal);
    return false;
  }
  if (floorMs > 0) await clock.sleep(floorMs, signal);
  const over = new AbortController();
  const stop = AbortSignal.any([signal, over.signal]);
  const sleeping = clock.sleep(ms - floorMs, stop).then(() => false);
  const waking = nudge(stop).then(() => true);
  // The promise that settles second is aborted below, so its rejection is expected.
  sleeping.catch(() => {});
  waking.catch(() => {});
  try {
    return await Promise.race([sleeping, waking]);
  } finally {
    over.abort();
  }
}
