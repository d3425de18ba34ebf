import { MAX_PAUSE_MS, sleep, type Clock } from '../clock.ts';
import { ApiError } from '../errors/api-error.ts';
import {
  ConfigurationError,
  requireFunction,
  requireFunctions,
  requireMilliseconds,
  requireOptions,
} from '../errors/configuration-error.ts';
import { InputError } from '../errors/input-error.ts';
import { JobTimeoutError } from '../errors/job-timeout-error.ts';
import { ProviderError } from '../errors/provider-error.ts';
import { isTerminal, type Job, type JobReference } from '../job.ts';

/** The polling steps, in seconds: poll every `every` until the wait is `until` old. The last step has no `until`. */
export type Cadence = readonly { readonly every: number; readonly until?: number }[];

export interface WaitForJobOptions {
  /** Names the job in the error of a wait that could not read it. @default the error of the last reading is thrown */
  readonly job?: JobReference;
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
  /** The wait continues when it has returned, or when its promise has resolved. */
  readonly onStatus?: (job: Job) => unknown;
}

/** After the first nudge, nudges are ignored for this long after each poll (M10). */
const NUDGE_FLOOR_MS = 5_000;
const JITTER = 0.1;

/**
 * Polls until the job has ended and returns it. Throws JobTimeoutError at the deadline and the signal's reason when
 * aborted. A webhook only ends the current pause early, so a lost, late, repeated or forged delivery cannot decide a
 * status (C185, C186), and many deliveries cause at most one poll in five seconds (M10).
 *
 * An error of a reading does not mean that the job failed, so the wait continues after it. Only a refused key (401,
 * 403), a job that does not exist (404, 410) and errors that another reading cannot remedy end the wait. Errors of the
 * caller's own `onStatus` are passed on unchanged, and a `nudge` that fails counts as one that was not given. Throws
 * ConfigurationError for unusable options.
 */
export async function waitForJob(options: WaitForJobOptions): Promise<Job> {
  checkOptions(options);
  const { cadence, clock, random, timeoutMs, signal, onStatus } = options;
  const startedAt = clock.now();
  let floorMs = 0;
  let job: Job | undefined;
  for (;;) {
    signal.throwIfAborted();
    const reading = await readJob(options);
    if (reading.job !== undefined) {
      job = reading.job;
      await onStatus?.(job);
      if (isTerminal(job)) return job;
    }
    const elapsedMs = clock.now() - startedAt;
    if (elapsedMs >= timeoutMs) throw overdue(job ?? options.job, elapsedMs, reading.trouble);
    const requestedMs = ApiError.isInstance(reading.trouble) ? (reading.trouble.retryAfterMs ?? 0) : 0;
    const longestMs = Math.min(MAX_PAUSE_MS, timeoutMs - elapsedMs);
    const pauseMs = Math.min(Math.max(requestedMs, pollDelayMs(cadence, elapsedMs, random)), longestMs);
    const nudged = await pause(pauseMs, Math.min(Math.max(requestedMs, floorMs), pauseMs), options);
    if (nudged) floorMs = NUDGE_FLOOR_MS;
  }
}

function checkOptions(options: WaitForJobOptions): void {
  requireOptions(options);
  const { refresh, cadence, clock, random, timeoutMs, signal } = options;
  requireFunction('refresh', refresh);
  requireFunctions('clock', clock, ['now', 'sleep']);
  requireFunction('random', random);
  requireMilliseconds('timeoutMs', timeoutMs);
  requireFunctions('signal', signal, ['throwIfAborted']);
  if (!Array.isArray(cadence) || cadence.length === 0)
    throw new ConfigurationError('The option cadence must be a list of at least one step.');
}

interface Reading {
  readonly job?: Job;
  readonly trouble?: unknown;
}

async function readJob({ refresh, signal }: WaitForJobOptions): Promise<Reading> {
  try {
    return { job: await refresh(signal) };
  } catch (trouble) {
    signal.throwIfAborted();
    if (endsWait(trouble)) throw trouble;
    return { trouble };
  }
}

const finalStatuses: readonly (number | undefined)[] = [401, 403, 404, 410];

/**
 * Returns whether a failed reading ends a wait, because another reading would fail as well: the key is refused, the job
 * does not exist, or the error is not one of a provider or of the network.
 */
export function endsWait(error: unknown): boolean {
  if (ApiError.isInstance(error)) return finalStatuses.includes(error.status);
  return (
    !ProviderError.isInstance(error) || ConfigurationError.isInstance(error) || InputError.isInstance(error)
  );
}

function overdue(job: Job | JobReference | undefined, elapsedMs: number, trouble: unknown): unknown {
  if (job === undefined) return trouble;
  return new JobTimeoutError({ status: 'running', raw: undefined, ...job }, elapsedMs, { cause: trouble });
}

/** Returns the milliseconds to the next poll, varied by 10 % so that many clients do not poll at once (C184). */
export function pollDelayMs(cadence: Cadence, elapsedMs: number, random: () => number): number {
  let seconds = 0;
  for (const { every, until = Infinity } of cadence) {
    seconds = every;
    if (elapsedMs < until * 1000) break;
  }
  return seconds * 1000 * (1 - JITTER + 2 * JITTER * random());
}

/** Sleeps `ms`. A nudge after the first `floorMs` ends the pause, and the result is then true. */
async function pause(
  ms: number,
  floorMs: number,
  { clock, nudge = never, signal }: WaitForJobOptions,
): Promise<boolean> {
  if (floorMs > 0) await sleep(clock, floorMs, signal);
  if (floorMs === ms) return false;
  signal.throwIfAborted();
  // Not AbortSignal.any: its signal forgets an abort when the controller is collected before the clock looks at it.
  const over = new AbortController();
  const onAbort = () => over.abort(signal.reason);
  signal.addEventListener('abort', onAbort);
  try {
    const woken = wake(nudge, over.signal);
    return (await Promise.race([sleep(clock, ms - floorMs, over.signal), woken])) === 'nudged';
  } finally {
    signal.removeEventListener('abort', onAbort);
    over.abort();
  }
}

/** Resolves when nudged. A nudge that fails must not end the wait, because polling continues (C185). */
async function wake(nudge: (signal: AbortSignal) => Promise<void>, signal: AbortSignal): Promise<'nudged'> {
  try {
    await nudge(signal);
    return 'nudged';
  } catch {
    return await never();
  }
}

const never = (): Promise<never> => new Promise(() => {});
