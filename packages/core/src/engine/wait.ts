import type { Clock } from '../clock.ts';
import { ApiError } from '../errors/api-error.ts';
import type { Job, JobReference } from '../job.ts';
import { waitForJob } from '../jobs/wait-for-job.ts';
import type { Engine } from './engine.ts';
import { cancelJob, fetchJob } from './job-state.ts';

export interface EngineWaitOptions {
  readonly nudge?: (signal: AbortSignal) => Promise<void>;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  readonly cancelOnAbort?: boolean;
  readonly onStatus?: (job: Job) => void;
  readonly clock: Clock;
  readonly random: () => number;
}

const HOUR_MS = 3_600_000;

/** Waits until a job has ended. Throws JobTimeoutError at the deadline and the signal's reason when aborted. */
export async function wait(engine: Engine, job: JobReference, options: EngineWaitOptions): Promise<Job> {
  const {
    nudge = nudgeByDeliveries(engine, job),
    timeoutMs = HOUR_MS,
    signal = new AbortController().signal,
    cancelOnAbort = false,
    clock,
    random,
    onStatus,
  } = options;
  const startedAt = clock.now();
  try {
    return await waitForJob({
      refresh: (stop) => fetchSettling(engine, job, { signal: stop, ageMs: clock.now() - startedAt }),
      nudge,
      cadence: engine.provider.cadence,
      clock,
      random,
      timeoutMs,
      signal,
      onStatus,
    });
  } catch (error) {
    // The caller's signal is not passed on, because it is aborted and would stop the cancel.
    if (signal.aborted && cancelOnAbort) await cancelJob(engine, job);
    throw error;
  }
}

function nudgeByDeliveries({ deliveries }: Engine, { id }: JobReference): EngineWaitOptions['nudge'] {
  return deliveries === undefined ? undefined : (signal) => deliveries.nudge(id, signal);
}

/** Fetches a job. A 404 soon after the create counts as `queued`, because not all servers know the job yet (M11). */
async function fetchSettling(
  engine: Engine,
  job: JobReference,
  { signal, ageMs }: { readonly signal: AbortSignal; readonly ageMs: number },
): Promise<Job> {
  try {
    return await fetchJob(engine, job, signal);
  } catch (error) {
    const settling =
      ApiError.isInstance(error) && error.status === 404 && ageMs < (engine.provider.settleMs ?? 0);
    if (!settling) throw error;
    return { ...job, status: 'queued', raw: undefined };
  }
}
