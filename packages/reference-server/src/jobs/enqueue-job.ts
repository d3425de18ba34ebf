import type { Transaction } from '../storage/database.ts';
import type { Queues } from '../storage/queues.ts';
import { insertItems } from './job-items.ts';
import { insertJob } from './job-store.ts';
import { divide, insertUnits, type UnitRange } from './job-units.ts';
import type { NewJob, StoredJob } from './job.ts';
import { type JobOperation, queuesOf, type UnitMessage } from './operation.ts';

/**
 * Stores a job, the items that its request named, its units and the queue messages that start them, in one transaction.
 * A job without items gets its first unit, whose worker finds the items.
 */
export async function enqueueJob(
  trx: Transaction,
  queues: Queues,
  { rowsPerUnit, ...job }: NewJob & Pick<JobOperation, 'rowsPerUnit'>,
): Promise<StoredJob> {
  const stored = await insertJob(trx, job);
  const units: readonly UnitRange[] =
    job.items === undefined ? [{ firstRow: 0, size: null }] : divide(job.items.length, rowsPerUnit);
  if (job.items !== undefined) await insertItems(trx, job.id, job.items);
  await insertUnits(trx, job.id, units);
  const first: UnitMessage = { jobId: job.id, firstRow: 0 };
  await queues.send(trx, queuesOf(nameOf(stored)).first, first);
  await sendFurtherUnits(trx, queues, { job: stored, units: units.slice(1) });
  return stored;
}

/** Sends the messages that start the units after the first one of a job. */
export async function sendFurtherUnits(
  trx: Transaction,
  queues: Queues,
  { job, units }: { readonly job: StoredJob; readonly units: readonly UnitRange[] },
): Promise<void> {
  if (units.length === 0) return;
  const messages = units.map(({ firstRow }, index) => ({
    message: { jobId: job.id, firstRow } satisfies UnitMessage,
    // Jobs of the same queue progress at the same pace, because the second unit of each comes before the third of any.
    priority: -index,
  }));
  await queues.sendAll(trx, queuesOf(nameOf(job)).further, messages);
}

const nameOf = ({ provider, operation }: StoredJob) => ({ provider, name: operation });
