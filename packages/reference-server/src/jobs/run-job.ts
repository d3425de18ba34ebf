import type { Queues, ClaimedMessage } from '../storage/queues.ts';
import { claimJob, giveBackClaim, LostClaimError } from './job-store.ts';
import { inBatches } from './in-batches.ts';
import { JobFailedError, type JobMessage, type JobOperation, type ProducedRow } from './operation.ts';
import { listItems, storeItems } from './job-items.ts';
import type { StoredJob } from './job.ts';
import { mapInOrder } from './map-in-order.ts';
import { settleJob, type Outcome, type SettleJob } from './settle-job.ts';
import { writeRows } from './write-rows.ts';
import type { Storage } from '../storage/open-storage.ts';

const MAX_BATCH_WAIT_MS = 250;

export interface JobWorker extends SettleJob {
  readonly storage: Storage;
  readonly queues: Queues;
  readonly operation: JobOperation;
}

/** Works on one job until it ends. If the work is interrupted, the next claim continues after the last paid row. */
export async function runJob(
  worker: JobWorker,
  claim: ClaimedMessage<JobMessage>,
  signal: AbortSignal,
): Promise<void> {
  const { storage, queues } = worker;
  const job = await claimJob(storage.db, claim.message.jobId);
  if (job === undefined) {
    await queues.complete(claim);
    return;
  }
  try {
    await finish(worker, claim, { job, outcome: await work(worker, job, signal) });
  } catch (error) {
    if (error instanceof LostClaimError) {
      await queues.complete(claim);
      return;
    }
    // If the database fails here too, the first error is the one to report.
    await giveBackClaim(storage.db, job).catch(() => undefined);
    throw error;
  }
}

async function work(worker: JobWorker, job: StoredJob, signal: AbortSignal): Promise<Outcome> {
  try {
    if (job.target === null) await planJob(worker, job, signal);
    await produceRows(worker, job, signal);
    return { status: 'completed' };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof JobFailedError) return { status: 'failed', error: error.message };
    throw error;
  }
}

async function planJob(
  { storage, operation }: JobWorker,
  job: StoredJob,
  signal: AbortSignal,
): Promise<void> {
  const items = await operation.plan(job, signal);
  signal.throwIfAborted();
  await storage.transaction(async (trx) => await storeItems(trx, job, items.slice(0, job.cap)));
}

async function produceRows(worker: JobWorker, job: StoredJob, signal: AbortSignal): Promise<void> {
  const { storage, operation, clock } = worker;
  const stop = new AbortController();
  const abort = AbortSignal.any([signal, stop.signal]);
  const perform = async (item: unknown) => {
    abort.throwIfAborted();
    const row = await operation.perform(item, job, abort);
    abort.throwIfAborted();
    return row;
  };
  const rows = mapInOrder(listItems(storage.db, job.id, job.produced), perform, operation);
  // When the balance does not cover all rows, the work on further items is aborted. Without the abort, the loop below
  // would end only after that work.
  const save = async (batch: readonly ProducedRow[]) => {
    let allPaid = false;
    try {
      allPaid = (await writeRows({ storage, clock, operation }, job, batch)) === batch.length;
      return allPaid;
    } finally {
      if (!allPaid) stop.abort();
    }
  };
  for await (const batch of inBatches(rows, {
    maxItems: operation.rowsAtOnce,
    maxWaitMs: MAX_BATCH_WAIT_MS,
    clock,
  })) {
    // The balance is used up, so the rows that were paid for are the result (C065).
    if (!(await save(batch))) return;
  }
}

async function finish(
  { storage, queues, clock, onSettled }: JobWorker,
  claim: ClaimedMessage<JobMessage>,
  { job, outcome }: { readonly job: StoredJob; readonly outcome: Outcome },
): Promise<void> {
  await storage.transaction(async (trx) => {
    const settled = await settleJob(trx, job.id, { ...outcome, clock, onSettled });
    const held = await queues.complete(claim, trx);
    if (settled === undefined || settled.attempt !== job.attempt || !held) throw new LostClaimError(job.id);
  });
}
