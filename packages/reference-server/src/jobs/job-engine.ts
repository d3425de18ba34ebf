import type { Clock } from '@scrapekit/core';
import { createLimit } from '../pacing/limit.ts';
import type { Transaction } from '../storage/database.ts';
import type { Storage } from '../storage/open-storage.ts';
import { createPump, type Pump } from '../storage/pump.ts';
import { type ClaimedMessage, deadLettersOf, type Queues } from '../storage/queues.ts';
import { insertItems } from './job-items.ts';
import { findLostClaims, insertJob, LostClaimError } from './job-store.ts';
import type { NewJob, StoredJob } from './job.ts';
import { type JobMessage, type JobOperation, queueOf } from './operation.ts';
import { runJob } from './run-job.ts';
import { settleJob } from './settle-job.ts';

/** How many jobs of one operation this process works on at the same time. An account may have five open jobs. */
const JOBS_AT_ONCE = 100;
const TOO_MANY_TRIES = 'The job was tried many times and could not be finished.';
/**
 * Limits on lost claims. A claim is lost when the process ends during the work, and the job may be the reason. Jobs
 * with `suspect` lost claims or more run one at a time, because the end of a process counts against every job in work.
 * A job with `most` lost claims fails. It does not fail within `patienceMs` of its creation, because an operator may
 * restart the server many times in a row.
 */
const lostClaimLimits = { suspect: 5, most: 20, patienceMs: 3_600_000 } as const;
const noJob = { lost: 0, createdAt: new Date(0) };
const KILLS_ITS_WORKER = `The server stopped ${lostClaimLimits.most} times or more while it worked on this job, so the job was given up.`;

export interface JobEngineOptions {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly operations: readonly JobOperation[];
  /** Called in the transaction that creates a job, so that its announcement is stored together with it. */
  readonly onCreated?: (trx: Transaction, job: StoredJob) => Promise<void>;
  /** Called in the transaction that ends a job, so that its announcement is stored together with it. */
  readonly onSettled: (trx: Transaction, job: StoredJob) => Promise<void>;
  /** Called after the transaction that ends a job has committed. */
  readonly afterSettled: () => void;
  readonly onError: (error: unknown) => void;
}

export interface JobEngine {
  start(): void;
  /** Stores a job in the caller's transaction. Call `wake` after the commit. */
  enqueue(trx: Transaction, job: Omit<NewJob, 'at'>): Promise<StoredJob>;
  wake(): void;
  /** Cancels a queued or running job. Returns undefined when the job had ended already. */
  cancel(jobId: string): Promise<StoredJob | undefined>;
  /** Stops working and returns running jobs to the queue. */
  stop(): Promise<void>;
}

/** Creates the engine that runs the jobs of all operations of this server. */
export function createJobEngine(options: JobEngineOptions): JobEngine {
  const { storage, clock, operations, onSettled, afterSettled } = options;
  const inWork = new Map<string, AbortController>();
  const pumps = operations.flatMap((operation) => [
    createWorker(options, operation, inWork),
    createDeadLetterWorker(options, operation),
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
      // A worker in another process gets a LostClaimError when it writes its next rows.
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
        const { lost, createdAt } = (await findLostClaims(storage.db, jobId)) ?? noJob;
        const isOld = clock.now() - createdAt.getTime() >= lostClaimLimits.patienceMs;
        if (lost >= lostClaimLimits.most && isOld) await failJob(options, claim, KILLS_ITS_WORKER);
        else await (lost >= lostClaimLimits.suspect ? alone(run) : run());
      } finally {
        inWork.delete(jobId);
        afterSettled();
      }
    },
  });
}

/** Fails the jobs that were returned to the queue too often, which the queue moves to its dead-letter queue. */
function createDeadLetterWorker(options: JobEngineOptions, operation: JobOperation): Pump {
  return createPump<JobMessage>(options.storage.queues, {
    queue: deadLettersOf(queueOf(operation)),
    concurrency: 1,
    onError: options.onError,
    handle: async (claim) => {
      await failJob(options, claim, TOO_MANY_TRIES);
      options.afterSettled();
    },
  });
}

async function failJob(
  { storage, clock, onSettled }: JobEngineOptions,
  claim: ClaimedMessage<JobMessage>,
  error: string,
): Promise<void> {
  await storage.transaction(async (trx) => {
    await settleJob(trx, claim.message.jobId, { status: 'failed', error, clock, onSettled });
    await storage.queues.complete(claim, trx);
  });
}

/** Stores a job, the items that its request named and the queue message that starts it, in one transaction. */
export async function enqueueJob(trx: Transaction, queues: Queues, job: NewJob): Promise<StoredJob> {
  const stored = await insertJob(trx, job);
  if (job.items !== undefined) await insertItems(trx, job.id, job.items);
  const message: JobMessage = { jobId: job.id };
  await queues.send(trx, queueOf({ provider: job.provider, name: job.operation }), message);
  return stored;
}
