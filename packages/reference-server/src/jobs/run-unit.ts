import type { Queues, ClaimedMessage } from '../storage/queues.ts';
import type { Storage } from '../storage/open-storage.ts';
import { inBatches } from './in-batches.ts';
import { insertItems, listItems } from './job-items.ts';
import { updateJob } from './job-store.ts';
import {
  claimUnit,
  type ClaimedUnit,
  divide,
  endUnit,
  giveBackClaim,
  insertUnits,
  type JobUnit,
  LostClaimError,
  lockUnit,
  updateUnit,
} from './job-units.ts';
import type { StoredJob } from './job.ts';
import { mapInOrder } from './map-in-order.ts';
import { JobFailedError, type JobOperation, type ProducedRow, type UnitMessage } from './operation.ts';
import { sendFurtherUnits } from './enqueue-job.ts';
import { settleJob, type Outcome, type SettleJob } from './settle-job.ts';
import { writeRows } from './write-rows.ts';

const MAX_BATCH_WAIT_MS = 250;

export interface UnitWorker extends SettleJob {
  readonly storage: Storage;
  readonly queues: Queues;
  readonly operation: JobOperation;
  /** Called when the job of a first unit has been divided, and its further units can be claimed. */
  readonly onDivided: () => void;
  /** Called with the number of items of the unit that have no row yet, whenever it changes. */
  readonly onOpenItems?: ((open: number) => void) | undefined;
}

/** How the work on a unit ended: its rows are written, or the whole job ends with it. */
type UnitOutcome = { readonly status: 'written' } | Outcome;

/**
 * Works on one unit of a job until its rows are written. If the work is interrupted, the next claim continues after the
 * last paid row. The last unit of a job ends the job. Returns true when the job has ended.
 */
export async function runUnit(
  worker: UnitWorker,
  claim: ClaimedMessage<UnitMessage>,
  signal: AbortSignal,
): Promise<boolean> {
  const { storage, queues } = worker;
  const { jobId, firstRow = 0 } = claim.message;
  const claimed = await storage.transaction(async (trx) => await claimUnit(trx, { jobId, firstRow }));
  if (claimed === undefined) {
    await queues.complete(claim);
    return false;
  }
  try {
    const outcome = await work(worker, claimed, signal);
    return await finish(worker, claim, { unit: claimed.unit, outcome });
  } catch (error) {
    if (error instanceof LostClaimError) {
      await queues.complete(claim);
      return false;
    }
    // If the database fails here too, the first error is the one to report.
    await giveBackClaim(storage.db, claimed.unit).catch(() => undefined);
    throw error;
  }
}

async function work(
  worker: UnitWorker,
  { job, unit }: ClaimedUnit,
  signal: AbortSignal,
): Promise<UnitOutcome> {
  try {
    const size = unit.size ?? (await planJob(worker, { job, unit }, signal));
    return await produceRows(worker, { job, unit: { ...unit, size } }, signal);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof JobFailedError) return { status: 'failed', error: error.message };
    throw error;
  }
}

/**
 * Finds the items of a job, unless they are stored, and divides the job into units, of which this worker keeps the first.
 * Returns its size.
 */
async function planJob(
  { storage, operation, onDivided }: UnitWorker,
  { job, unit }: ClaimedUnit,
  signal: AbortSignal,
): Promise<number> {
  const planned = job.target === null ? (await operation.plan(job, signal)).slice(0, job.cap) : undefined;
  signal.throwIfAborted();
  const firstSize = await storage.transaction(async (trx) => {
    await lockUnit(trx, unit);
    if (planned !== undefined) {
      await insertItems(trx, job.id, planned);
      await updateJob(trx, job.id, { target: planned.length });
    }
    const [first, ...further] = divide(planned?.length ?? job.target ?? 0, operation.rowsPerUnit);
    const size = first?.size ?? 0;
    await updateUnit(trx, unit, { size });
    await insertUnits(trx, job.id, further);
    await sendFurtherUnits(trx, storage.queues, { job, units: further });
    return size;
  });
  onDivided();
  return firstSize;
}

async function produceRows(
  worker: UnitWorker,
  { job, unit }: { readonly job: StoredJob; readonly unit: JobUnit & { readonly size: number } },
  signal: AbortSignal,
): Promise<UnitOutcome> {
  const { storage, operation, clock, onOpenItems } = worker;
  const stop = new AbortController();
  const abort = AbortSignal.any([signal, stop.signal]);
  let open = unit.size - unit.written;
  onOpenItems?.(open);
  const perform = async (item: unknown) => {
    abort.throwIfAborted();
    const row = await operation.perform(item, job, abort, unit.attempt);
    abort.throwIfAborted();
    onOpenItems?.(--open);
    return row;
  };
  // When the balance does not cover all rows, the work on further items is aborted. Without the abort, the loop below
  // would end only after that work.
  const save = async (batch: readonly ProducedRow[]) => {
    let allPaid = false;
    try {
      allPaid = (await writeRows({ storage, clock, operation }, unit, batch)) === batch.length;
      return allPaid;
    } finally {
      if (!allPaid) stop.abort();
    }
  };
  const range = { from: unit.firstRow + unit.written, to: unit.firstRow + unit.size };
  const rows = mapInOrder(listItems(storage.db, job.id, range), perform, operation);
  const limits = { maxItems: operation.rowsAtOnce, maxWaitMs: MAX_BATCH_WAIT_MS, clock };
  for await (const batch of inBatches(rows, limits)) {
    // The balance is used up, so the rows that were paid for are the result (C065).
    if (!(await save(batch))) return { status: 'completed' };
  }
  return { status: 'written' };
}

async function finish(
  { storage, queues, clock, onSettled }: UnitWorker,
  claim: ClaimedMessage<UnitMessage>,
  { unit, outcome }: { readonly unit: JobUnit; readonly outcome: UnitOutcome },
): Promise<boolean> {
  return await storage.transaction(async (trx) => {
    await lockUnit(trx, unit);
    const isLast = await endUnit(trx, unit);
    const end: Outcome | undefined =
      outcome.status === 'written' ? (isLast ? { status: 'completed' } : undefined) : outcome;
    if (end !== undefined) await settleJob(trx, unit.jobId, { ...end, clock, onSettled });
    if (!(await queues.complete(claim, trx))) throw new LostClaimError(unit.jobId);
    return end !== undefined;
  });
}
