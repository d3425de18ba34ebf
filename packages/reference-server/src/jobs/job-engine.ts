import type { Clock } from '@scrapekit/core';
import type { Transaction } from '../storage/database.ts';
import type { Storage } from '../storage/open-storage.ts';
import { createPump, type Pump } from '../storage/pump.ts';
import { deadLettersOf } from '../storage/queues.ts';
import { enqueueJob, type JobMessage, type NewJob } from './enqueue-job.ts';
import type { Job } from './job.ts';
import { LostClaimError } from './lost-claim-error.ts';
import { queueOf, type JobOperation } from './operation.ts';
import { runJob } from './run-job.ts';
import { settleJob } from './settle-job.ts';

/** Jobs of one operation at once in one process; an account may have five. */
const JOBS_AT_ONCE = 100;
const GAVE_UP = 'The job was tried many times and could not be finished.';

export interface JobEngineOptions {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly operations: readonly JobOperation[];
  /** Announces a job that ended, in the transaction that ends it. */
  readonly onSettled: (trx: Transaction, job: Job) => Promise<void>;
  /** Called after that transaction has committed. */
  readonly afterSettled: () => void;
  readonly onError: (error: unknown) => void;
}

export interface JobEngine {
  start(): void;
  /** Stores a job in the caller's transaction; call `wake` once that has committed. */
  enqueue(trx: Transaction, job: Omit<NewJob, 'at'>): Promise<Job>;
  wake(): void;
  /** Ends a queued or running job; undefined when it had ended already. */
  cancel(jobId: string): Promise<Job | undefined>;
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
    enqueue: async (trx, job) => await enqueueJob(trx, storage.queues, { ...job, at: new Date(clock.now()) }),
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
  { storage, clock, onSettled, afterSettled, onError }: JobEngineOptions,
  operation: JobOperation,
  inWork: Map<string, AbortController>,
): Pump {
  const { queues } = storage;
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
        await runJob({ storage, queues, clock, operation, onSettled }, claim, signal);
      } finally {
        inWork.delete(jobId);
        afterSettled();
      }
    },
  });
}

/** Ends the jobs that were given back too often. */
function createUndertaker(
  { storage, clock, onSettled, afterSettled, onError }: JobEngineOptions,
  operation: JobOperation,
): Pump {
  const { queues } = storage;
  return createPump<JobMessage>(queues, {
    queue: deadLettersOf(queueOf(operation)),
    concurrency: 1,
    onError,
    handle: async (claim) => {
      await storage.transaction(async (trx) => {
        await settleJob(trx, claim.message.jobId, { status: 'failed', error: GAVE_UP, clock, onSettled });
        await queues.complete(claim, trx);
      });
      afterSettled();
    },
  });
}
