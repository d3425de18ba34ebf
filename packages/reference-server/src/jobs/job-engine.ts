import type { Clock } from '@scrapekit/core';
import type { Transaction } from '../storage/database.ts';
import type { Storage } from '../storage/open-storage.ts';
import { createPump, type Pump } from '../storage/pump.ts';
import { deadLettersOf, type ClaimedMessage } from '../storage/queues.ts';
import { findLostClaims, LostClaimError } from './job-store.ts';
import { enqueueJob, type JobMessage } from './enqueue-job.ts';
import type { NewJob, StoredJob } from './job.ts';
import { createLimit } from '../pacing/limit.ts';
import { queueOf, type JobOperation } from './operation.ts';
import { runJob } from './run-job.ts';
import { settleJob } from './settle-job.ts';

/** Jobs of one operation at once in one process; an account may have five. */
const JOBS_AT_ONCE = 100;
const GAVE_UP = 'The job was tried many times and could not be finished.';
/**
 * A job whose claims die with their process may be what kills it: after five it is worked alone, so that others are not
 * blamed for it. After twenty it is given up, but not within an hour: a server that is killed again and again for other
 * reasons must lose nothing.
 */
const LOST_CLAIMS = { suspect: 5, most: 20, patienceMs: 3_600_000 } as const;
const NO_JOB = { lost: 0, createdAt: new Date(0) };
const KILLS_ITS_WORKER = `The server stopped ${LOST_CLAIMS.most} times or more while it worked on this job, so the job was given up.`;

export interface JobEngineOptions {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly operations: readonly JobOperation[];
  /** Announces a job that was created, in the transaction that creates it. */
  readonly onCreated?: (trx: Transaction, job: StoredJob) => Promise<void>;
  /** Announces a job that ended, in the transaction that ends it. */
  readonly onSettled: (trx: Transaction, job: StoredJob) => Promise<void>;
  /** Called after that transaction has committed. */
  readonly afterSettled: () => void;
  readonly onError: (error: unknown) => void;
}

export interface JobEngine {
  start(): void;
  /** Stores a job in the caller's transaction; call `wake` once that has committed. */
  enqueue(trx: Transaction, job: Omit<NewJob, 'at'>): Promise<StoredJob>;
  wake(): void;
  /** Ends a queued or running job; undefined when it had ended already. */
  cancel(jobId: string): Promise<StoredJob | undefined>;
  /** Gives running jobs back to the queue. */
  stop(): Promise<void>;
}

/** Works the jobs of all operations of this server. */
export function createJobEngine(options: JobEngineOptions): JobEngine {
  const { storage, clock, operations, onSettled, afterSettled } = options;
  const inWork = new Map<string, AbortController>();
  const pumps = operations.flatMap((operation) => [
    createWorker(options, operation, inWork),
    createUndertaker(options, operation),
  ]);
  return {
    start: () => pumps.forEach((pump) => pump.start()),
    enqueue: async (trx, job) => {
      const created = await enqueueJob(trx, storage.queues, { ...job, at: new Date(clock.now()) });
      await options.onCreated?.(trx, created);
      return created;
    },
    wake: () => pumps.forEach((pump) => pump.wake()),
    cancel: async (jobId) => {
      const job = await storage.transaction(
        async (trx) => await settleJob(trx, jobId, { status: 'cancelled', clock, onSettled }),
      );
      // In another process the worker finds out when it writes its next rows.
      inWork.get(jobId)?.abort(new LostClaimError(jobId));
      afterSettled();
      return job;
    },
    stop: async () => {
      await Promise.all(pumps.map(async (pump) => await pump.stop()));
    },
  };
}

function createWorker(
  options: JobEngineOptions,
  operation: JobOperation,
  inWork: Map<string, AbortController>,
): Pump {
  const { storage, clock, onSettled, afterSettled, onError } = options;
  const { queues } = storage;
  const alone = createLimit(1);
  return createPump<JobMessage>(queues, {
    queue: queueOf(operation),
    concurrency: JOBS_AT_ONCE,
    onError,
    handle: async (claim, stopping) => {
      const { jobId } = claim.message;
      const cancelling = new AbortController();
      inWork.set(jobId, cancelling);
      try {
        const signal = AbortSignal.any([stopping, cancelling.signal]);
        const run = async () => await runJob({ storage, queues, clock, operation, onSettled }, claim, signal);
        const { lost, createdAt } = (await findLostClaims(storage.db, jobId)) ?? NO_JOB;
        const isOld = clock.now() - createdAt.getTime() >= LOST_CLAIMS.patienceMs;
        if (lost >= LOST_CLAIMS.most && isOld) await giveUp(options, claim, KILLS_ITS_WORKER);
        else await (lost >= LOST_CLAIMS.suspect ? alone(run) : run());
      } finally {
        inWork.delete(jobId);
        afterSettled();
      }
    },
  });
}

/** Ends the jobs that were given back too often. */
function createUndertaker(options: JobEngineOptions, operation: JobOperation): Pump {
  return createPump<JobMessage>(options.storage.queues, {
    queue: deadLettersOf(queueOf(operation)),
    concurrency: 1,
    onError: options.onError,
    handle: async (claim) => {
      await giveUp(options, claim, GAVE_UP);
      options.afterSettled();
    },
  });
}

async function giveUp(
  { storage, clock, onSettled }: JobEngineOptions,
  claim: ClaimedMessage<JobMessage>,
  error: string,
): Promise<void> {
  await storage.transaction(async (trx) => {
    await settleJob(trx, claim.message.jobId, { status: 'failed', error, clock, onSettled });
    await storage.queues.complete(claim, trx);
  });
}
