import type { Clock } from '@scrapekit/core';
import { type ClaimedMessage, createPump, deadLettersOf, type Pump } from '@scrapekit/storage';
import { createLimit } from '../pacing/limit.ts';
import type { Transaction } from '../storage/database.ts';
import type { Storage } from '../storage/open-storage.ts';
import { enqueueJob } from './enqueue-job.ts';
import { countVainClaims, LostClaimError } from './job-parts.ts';
import { findAnyJob, lockJob } from './job-store.ts';
import { jobStatuses, type NewJob, type StoredJob } from './job.ts';
import { type JobOperation, queuesOf, type PartMessage } from './operation.ts';
import { runPart } from './run-part.ts';
import { settleJob } from './settle-job.ts';

/** How many jobs of one operation this process begins at the same time. An account may have five open jobs. */
const FIRST_PARTS_AT_ONCE = 100;
/** How many further parts this process works on at the same time. Most of them wait for a few slow items. */
const FURTHER_PARTS_AT_ONCE = 32;
/** A job fails after so many tries of one part without progress that ended with an error. */
const MOST_FAILED_TRIES = 20;
const TOO_MANY_TRIES = 'The job was tried many times and could not be finished.';
/**
 * Limits on lost claims. A claim is lost when the process ends during the work, and the part may be the reason. Parts
 * with `suspect` lost claims or more run one at a time, because the end of a process counts against every part in work.
 * The job of a part with `most` lost claims fails. It does not fail within `patienceMs` of its creation, because an
 * operator may restart the server many times in a row.
 */
const lostClaimLimits = { suspect: 5, most: 20, patienceMs: 3_600_000 } as const;
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
  const { storage, clock, operations, afterSettled } = options;
  const inWork = createPartsInWork();
  const pumps = operations.flatMap((operation) => [
    ...createWorkers(options, operation, inWork),
    ...createDeadLetterWorkers(options, operation),
  ]);
  const rowsPerPart = (job: Pick<NewJob, 'provider' | 'operation'>) =>
    operations.find(({ provider, name }) => provider === job.provider && name === job.operation)
      ?.rowsPerPart ?? 1;
  return {
    start: () => pumps.forEach((pump) => pump.start()),
    enqueue: async (trx, job) => {
      const at = new Date(clock.now());
      const created = await enqueueJob(trx, storage.queues, { ...job, rowsPerPart: rowsPerPart(job), at });
      await options.onCreated?.(trx, created);
      return created;
    },
    wake: () => pumps.forEach((pump) => pump.wake()),
    cancel: async (jobId) => {
      const job = await cancelWithKnownOutcome(options, jobId);
      inWork.abort(jobId);
      afterSettled();
      return job;
    },
    stop: async () => {
      await Promise.all(pumps.map(async (pump) => await pump.stop()));
    },
  };
}

/**
 * When the connection breaks between the COMMIT and its answer, the job may be cancelled or not. The second transaction
 * waits for the lock of the first one and reads which. It asks for the job in any status, because PostgreSQL waits for no
 * lock on a row that did not match before.
 */
async function cancelWithKnownOutcome(
  { storage, clock, onSettled }: JobEngineOptions,
  jobId: string,
): Promise<StoredJob | undefined> {
  try {
    return await storage.transaction(
      async (trx) => await settleJob(trx, jobId, { status: 'cancelled', clock, onSettled }),
    );
  } catch (error) {
    const job = await storage.transaction(async (trx) => await lockJob(trx, jobId, jobStatuses));
    if (job?.status !== 'cancelled') throw error;
    return job;
  }
}

/** The parts that this process works on. */
interface PartsInWork {
  /** Runs the work on a part with a signal that aborts together with `stopping` or when the job has ended. */
  run<T>(jobId: string, stopping: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /**
   * Aborts the work on all parts of a job that has ended. A worker in another process gets a LostClaimError when it
   * writes its next rows.
   */
  abort(jobId: string): void;
}

function createPartsInWork(): PartsInWork {
  const inWork = new Map<string, Set<AbortController>>();
  return {
    run: async (jobId, stopping, work) => {
      const ending = new AbortController();
      const parts = inWork.get(jobId) ?? new Set();
      inWork.set(jobId, parts.add(ending));
      try {
        return await work(AbortSignal.any([stopping, ending.signal]));
      } finally {
        parts.delete(ending);
        if (parts.size === 0) inWork.delete(jobId);
      }
    },
    abort: (jobId) => {
      for (const part of inWork.get(jobId) ?? []) part.abort(new LostClaimError(jobId));
    },
  };
}

function createWorkers(
  options: JobEngineOptions,
  operation: JobOperation,
  inWork: PartsInWork,
): readonly Pump[] {
  const { storage, clock, onSettled, afterSettled, onError } = options;
  const { queues } = storage;
  const names = queuesOf(operation);
  const alone = createLimit(1);
  const handle = async (
    claim: ClaimedMessage<PartMessage>,
    stopping: AbortSignal,
    onOpenItems?: (open: number) => void,
  ) => {
    const { jobId, firstRow = 0 } = claim.message;
    const hasEnded = await inWork.run(jobId, stopping, async (signal) => {
      const onDivided = () => further.wake();
      const worker = { storage, queues, clock, operation, onSettled, onDivided, onOpenItems };
      const run = async () => await runPart(worker, claim, signal);
      const { lost, failed } = await countVainClaims(storage.db, { jobId, firstRow });
      if (failed >= MOST_FAILED_TRIES) return await failJob(options, claim, TOO_MANY_TRIES);
      if (lost >= lostClaimLimits.most && (await isOld(options, jobId)))
        return await failJob(options, claim, KILLS_ITS_WORKER);
      return await (lost >= lostClaimLimits.suspect ? alone(run) : run());
    });
    if (!hasEnded) return;
    inWork.abort(jobId);
    afterSettled();
  };
  const first = createPump<PartMessage>(queues, {
    queue: names.first,
    concurrency: FIRST_PARTS_AT_ONCE,
    handle,
    onError,
  });
  const items = createItemCount(operation, () => further.wake());
  const further = createPump<PartMessage>(queues, {
    queue: names.further,
    concurrency: FURTHER_PARTS_AT_ONCE,
    hasRoom: items.hasRoom,
    handle: async (claim, stopping) =>
      await items.count(async (onOpenItems) => await handle(claim, stopping, onOpenItems)),
    onError,
  });
  return [first, further];
}

async function isOld({ storage, clock }: JobEngineOptions, jobId: string): Promise<boolean> {
  const createdAt = (await findAnyJob(storage.db, jobId))?.createdAt.getTime() ?? 0;
  return clock.now() - createdAt >= lostClaimLimits.patienceMs;
}

/**
 * Counts the items of the further parts that this process works on. It claims no other part while it has enough items, so
 * that other workers find parts to claim.
 */
function createItemCount({ concurrency, rowsPerPart }: JobOperation, onRoom: () => void) {
  let items = 0;
  const hasRoom = () => items < concurrency;
  const change = (by: number) => {
    const hadRoom = hasRoom();
    items += by;
    if (!hadRoom && hasRoom()) onRoom();
  };
  return {
    hasRoom,
    /** Counts a whole part until `work` says how many of its items are open. */
    count: async (work: (onOpenItems: (open: number) => void) => Promise<void>) => {
      let counted = 0;
      const set = (open: number) => {
        const by = open - counted;
        counted = open;
        change(by);
      };
      set(rowsPerPart);
      try {
        await work(set);
      } finally {
        set(0);
      }
    },
  };
}

/** Fails the jobs with a part that was returned to the queue too often, which the queue moves to its dead-letter queue. */
function createDeadLetterWorkers(options: JobEngineOptions, operation: JobOperation): readonly Pump[] {
  return Object.values(queuesOf(operation)).map((queue) =>
    createPump<PartMessage>(options.storage.queues, {
      queue: deadLettersOf(queue),
      concurrency: 1,
      onError: options.onError,
      handle: async (claim) => {
        await failJob(options, claim, TOO_MANY_TRIES);
        options.afterSettled();
      },
    }),
  );
}

async function failJob(
  { storage, clock, onSettled }: JobEngineOptions,
  claim: ClaimedMessage<PartMessage>,
  error: string,
): Promise<true> {
  await storage.transaction(async (trx) => {
    await settleJob(trx, claim.message.jobId, { status: 'failed', error, clock, onSettled });
    await storage.queues.complete(claim, trx);
  });
  return true;
}
