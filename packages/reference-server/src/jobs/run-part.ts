import type { ClaimedMessage, Queues } from '@scrapekit/storage';
import type { Storage } from '../storage/open-storage.ts';
import { inBatches } from './in-batches.ts';
import { insertItems, listItems } from './job-items.ts';
import { updateJob } from './job-store.ts';
import {
  claimPart,
  type ClaimedPart,
  divide,
  endPart,
  giveBackClaim,
  insertParts,
  type JobPart,
  LostClaimError,
  lockPart,
  updatePart,
} from './job-parts.ts';
import type { StoredJob } from './job.ts';
import { mapInOrder } from './map-in-order.ts';
import { JobFailedError, type JobOperation, type ProducedRow, type PartMessage } from './operation.ts';
import { sendFurtherParts } from './enqueue-job.ts';
import { settleJob, type Outcome, type SettleJob } from './settle-job.ts';
import { writeRows } from './write-rows.ts';

const MAX_BATCH_WAIT_MS = 250;

export interface PartWorker extends SettleJob {
  readonly storage: Storage;
  readonly queues: Queues;
  readonly operation: JobOperation;
  /** Called when the job of a first part has been divided, and its further parts can be claimed. */
  readonly onDivided: () => void;
  /** Called with the number of items of the part that have no row yet, whenever it changes. */
  readonly onOpenItems?: ((open: number) => void) | undefined;
}

/** How the work on a part ended: its rows are written, or the whole job ends with it. */
type PartOutcome = { readonly status: 'written' } | Outcome;

/**
 * Works on one part of a job until its rows are written. If the work is interrupted, the next claim continues after the
 * last paid row. The last part of a job ends the job. Returns true when the job has ended.
 */
export async function runPart(
  worker: PartWorker,
  claim: ClaimedMessage<PartMessage>,
  signal: AbortSignal,
): Promise<boolean> {
  const { storage, queues, clock } = worker;
  const { jobId, firstRow = 0 } = claim.message;
  const claimed = await storage.transaction(
    async (trx) => await claimPart(trx, { jobId, firstRow }, new Date(clock.now())),
  );
  if (claimed === undefined) {
    await queues.complete(claim);
    return false;
  }
  try {
    const outcome = await work(worker, claimed, signal);
    return await finish(worker, claim, { part: claimed.part, outcome });
  } catch (error) {
    if (error instanceof LostClaimError) {
      await queues.complete(claim);
      return false;
    }
    // If the database fails here too, the first error is the one to report.
    await giveBackClaim(storage.db, claimed.part, { isStopping: signal.aborted }).catch(() => undefined);
    throw error;
  }
}

async function work(
  worker: PartWorker,
  { job, part }: ClaimedPart,
  signal: AbortSignal,
): Promise<PartOutcome> {
  try {
    const size = part.size ?? (await planJob(worker, { job, part }, signal));
    return await produceRows(worker, { job, part: { ...part, size } }, signal);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof JobFailedError) return { status: 'failed', error: error.message };
    throw error;
  }
}

/**
 * Finds and stores the items of a job and divides it into parts, of which this worker keeps the first. Returns the size of
 * that part.
 */
async function planJob(
  { storage, operation, onDivided }: PartWorker,
  { job, part }: ClaimedPart,
  signal: AbortSignal,
): Promise<number> {
  const items = (await operation.plan(job, signal)).slice(0, job.cap);
  signal.throwIfAborted();
  const [{ size }, ...further] = divide(items.length, operation.rowsPerPart);
  await storage.transaction(async (trx) => {
    await lockPart(trx, part);
    await insertItems(trx, job.id, items);
    await updateJob(trx, job.id, { target: items.length });
    await updatePart(trx, part, { size });
    await insertParts(trx, job.id, further);
    await sendFurtherParts(trx, storage.queues, { job, parts: further });
  });
  onDivided();
  return size;
}

async function produceRows(
  worker: PartWorker,
  { job, part }: { readonly job: StoredJob; readonly part: JobPart & { readonly size: number } },
  signal: AbortSignal,
): Promise<PartOutcome> {
  const { storage, operation, clock, onOpenItems } = worker;
  const stop = new AbortController();
  const abort = AbortSignal.any([signal, stop.signal]);
  let open = part.size - part.written;
  onOpenItems?.(open);
  const perform = async (item: unknown) => {
    abort.throwIfAborted();
    const row = await operation.perform(item, job, abort, part.attempt);
    abort.throwIfAborted();
    onOpenItems?.(--open);
    return row;
  };
  // When the balance does not cover all rows, the work on further items is aborted. Without the abort, the loop below
  // would end only after that work.
  const save = async (batch: readonly ProducedRow[]) => {
    let allPaid = false;
    try {
      allPaid = (await writeRows({ storage, clock, operation }, part, batch)) === batch.length;
      return allPaid;
    } finally {
      if (!allPaid) stop.abort();
    }
  };
  const range = { from: part.firstRow + part.written, to: part.firstRow + part.size };
  const rows = mapInOrder(listItems(storage.db, job.id, range), perform, operation);
  const limits = { maxItems: operation.rowsAtOnce, maxWaitMs: MAX_BATCH_WAIT_MS, clock };
  for await (const batch of inBatches(rows, limits)) {
    // The balance is used up, so the rows that were paid for are the result (C065).
    if (!(await save(batch))) return { status: 'completed' };
  }
  return { status: 'written' };
}

async function finish(
  { storage, queues, clock, onSettled }: PartWorker,
  claim: ClaimedMessage<PartMessage>,
  { part, outcome }: { readonly part: JobPart; readonly outcome: PartOutcome },
): Promise<boolean> {
  return await storage.transaction(async (trx) => {
    await lockPart(trx, part);
    const isLast = await endPart(trx, part);
    const end: Outcome | undefined =
      outcome.status === 'written' ? (isLast ? { status: 'completed' } : undefined) : outcome;
    if (end !== undefined) await settleJob(trx, part.jobId, { ...end, clock, onSettled });
    if (!(await queues.complete(claim, trx))) throw new LostClaimError(part.jobId);
    return end !== undefined;
  });
}
