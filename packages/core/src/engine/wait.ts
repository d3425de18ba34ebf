import { ANSWER_MS, type Clock } from '../clock.ts';
import { requireMilliseconds } from '../errors/configuration-error.ts';
import { ApiError } from '../errors/api-error.ts';
import type { Job, JobReference } from '../job.ts';
import { waitForJob } from '../jobs/wait-for-job.ts';
import { findOperationOfJob, type Engine } from './engine.ts';
import { cancelJob, fetchJob } from './job-state.ts';

export interface EngineWaitOptions {
  readonly nudge?: (signal: AbortSignal) => Promise<void>;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  readonly cancelOnAbort?: boolean;
  readonly onStatus?: (job: Job) => void;
  readonly clock: Clock;
  /** When the host ends the run, in milliseconds on the clock. */
  readonly deadline: number;
  readonly random: () => number;
}

const HOUR_MS = 3_600_000;

/** The time for which a cancel that follows an abort may pause before it is repeated. */
const CANCEL_MS = 30_000;
/** A job that was read or created before counts as gone when it was answered with 404 for this long. */
const LASTING_MS = 60_000;

/**
 * Waits until a job has ended. Throws JobTimeoutError at the deadline, the signal's reason when aborted, and ApiError
 * when the key is refused or the job does not exist.
 */
export async function wait(engine: Engine, job: JobReference, options: EngineWaitOptions): Promise<Job> {
  findOperationOfJob(engine.provider, job);
  const {
    nudge = nudgeByDeliveries(engine, job),
    timeoutMs: requestedMs = HOUR_MS,
    signal = new AbortController().signal,
    cancelOnAbort = false,
    clock,
    deadline,
    random,
    onStatus,
  } = options;
  requireMilliseconds('timeoutMs', requestedMs);
  // The last reading must be answered before the host ends the run.
  const timeoutMs = Math.min(requestedMs, Math.max(0, deadline - ANSWER_MS - clock.now()));
  const refresh = settlingReader(engine, job, { clock, pausesUntil: clock.now() + timeoutMs });
  const { cadence } = engine.provider;
  try {
    return await waitForJob({ job, refresh, nudge, cadence, clock, random, timeoutMs, signal, onStatus });
  } catch (error) {
    // The caller's signal is not passed on, because it is aborted and would stop the cancel.
    const limits = { pausesUntil: clock.now() + CANCEL_MS };
    // The caller needs the reason of the abort, and an error of the cancel would hide it.
    if (signal.aborted && cancelOnAbort) await cancelJob(engine, job, limits).catch(() => {});
    throw ApiError.isInstance(error) ? withJobId(error, job) : error;
  }
}

function nudgeByDeliveries({ deliveries }: Engine, { id }: JobReference): EngineWaitOptions['nudge'] {
  return deliveries === undefined ? undefined : (signal) => deliveries.nudge(id, signal);
}

/**
 * Returns a function that fetches a job. For a minute, a 404 counts as the last state of a job that was read before, and
 * as `queued` for a job that the client has just created, because not all of the provider's servers may know it yet. A
 * provider's `settleMs` says the same of every job (M11).
 */
function settlingReader(
  engine: Engine,
  job: JobReference,
  { clock, pausesUntil }: { readonly clock: Clock; readonly pausesUntil: number },
): (signal: AbortSignal) => Promise<Job> {
  const { settleMs = 0 } = engine.provider;
  const isNew = engine.created.has(job);
  let last: Job | undefined;
  let missingSince = Infinity;
  return async (signal) => {
    try {
      last = await fetchJob(engine, job, { signal, pausesUntil });
      missingSince = Infinity;
      return last;
    } catch (error) {
      if (!ApiError.isInstance(error) || error.status !== 404) throw error;
      const graceMs = isNew || last !== undefined ? Math.max(settleMs, LASTING_MS) : settleMs;
      missingSince = Math.min(missingSince, clock.now());
      if (clock.now() - missingSince >= graceMs) throw error;
      return last ?? { ...job, status: 'queued', raw: undefined };
    }
  };
}

function withJobId(error: ApiError, { id: jobId }: JobReference): ApiError {
  const { message, status = 0, code, requestId, retryable, retryAfterMs } = error;
  const facts = { status, code, requestId, retryable, retryAfterMs, jobId, cause: error };
  return new ApiError(`Job ${jobId}: ${message}`, facts);
}
