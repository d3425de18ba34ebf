import type { Clock } from '../clock.ts';
import { ApiError } from '../errors/api-error.ts';
import type { Job, JobReference } from '../jobs/job.ts';
import { waitForJob } from '../jobs/wait-for-job.ts';
import type { Engine } from './engine.ts';
import { cancelJob, readJob } from './read-job.ts';

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

export async function wait(engine: Engine, job: JobReference, options: EngineWaitOptions): Promise<Job> {
  const {
    timeoutMs = HOUR_MS,
    signal = new AbortController().signal,
    cancelOnAbort = false,
    clock,
  } = options;
  const nudge = options.nudge ?? nudgeFrom(engine, job);
  const startedAt = clock.now();
  try {
    return await waitForJob({
      refresh: (stop) => readSettling(engine, job, { signal: stop, ageMs: clock.now() - startedAt }),
      cadence: engine.provider.cadence,
      clock,
      random: options.random,
      timeoutMs,
      signal,
      ...(nudge === undefined ? {} : { nudge }),
      ...(options.onStatus === undefined ? {} : { onStatus: options.onStatus }),
    });
  } catch (error) {
    // Without the caller's signal: that one is spent.
    if (signal.aborted && cancelOnAbort) await cancelJob(engine, job);
    throw error;
  }
}

function nudgeFrom({ deliveries }: Engine, { id }: JobReference): EngineWaitOptions['nudge'] {
  return deliveries === undefined ? undefined : (signal) => deliveries.nudge(id, signal);
}

/** Reads the job; a 404 soon after the create only means that it has not arrived everywhere (M11). */
async function readSettling(
  engine: Engine,
  job: JobReference,
  { signal, ageMs }: { readonly signal: AbortSignal; readonly ageMs: number },
): Promise<Job> {
  try {
    return await readJob(engine, job, signal);
  } catch (error) {
    const settling =
      ApiError.isInstance(error) && error.status === 404 && ageMs < (engine.provider.settleMs ?? 0);
    if (!settling) throw error;
    return { ...job, status: 'queued', raw: undefined };
  }
}
