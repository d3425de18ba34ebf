import type { Queues } from '@scrapekit/storage';
import { noteEvent } from '../storage/committed-events.ts';
import type { Transaction } from '../storage/database.ts';
import { insertItems } from './job-items.ts';
import { insertJob } from './job-store.ts';
import { divide, insertParts, type PartRange } from './job-parts.ts';
import { nameInLog, type NewJob, type StoredJob } from './job.ts';
import { type JobOperation, queuesOf, type PartMessage } from './operation.ts';

/**
 * Stores a job, the items that its request named, its parts and the queue messages that start them, in one transaction.
 * A job without items gets its first part, whose worker finds the items.
 */
export async function enqueueJob(
  trx: Transaction,
  queues: Queues,
  { rowsPerPart, ...job }: NewJob & Pick<JobOperation, 'rowsPerPart'>,
): Promise<StoredJob> {
  const stored = await insertJob(trx, job);
  const parts: readonly PartRange[] =
    job.items === undefined ? [{ firstRow: 0, size: null }] : divide(job.items.length, rowsPerPart);
  if (job.items !== undefined) await insertItems(trx, job.id, job.items);
  await insertParts(trx, job.id, parts);
  const first: PartMessage = { jobId: job.id, firstRow: 0 };
  await queues.send(trx, queuesOf(nameOf(stored)).first, first);
  await sendFurtherParts(trx, queues, { job: stored, parts: parts.slice(1) });
  noteEvent(trx, { type: 'job created', ...nameInLog(stored), cap: stored.cap });
  return stored;
}

/** Sends the messages that start the parts after the first one of a job. */
export async function sendFurtherParts(
  trx: Transaction,
  queues: Queues,
  { job, parts }: { readonly job: StoredJob; readonly parts: readonly PartRange[] },
): Promise<void> {
  if (parts.length === 0) return;
  const messages = parts.map(({ firstRow }, index) => ({
    message: { jobId: job.id, firstRow } satisfies PartMessage,
    // Jobs of the same queue progress at the same pace, because the second part of each comes before the third of any.
    priority: -index,
  }));
  await queues.sendAll(trx, queuesOf(nameOf(job)).further, messages);
}

const nameOf = ({ provider, operation }: StoredJob) => ({ provider, name: operation });
