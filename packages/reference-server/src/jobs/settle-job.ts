import type { Clock } from '@scrapekit/core';
import { refundRows } from '../accounts/ledger.ts';
import type { Transaction } from '../storage/database.ts';
import { lockJob, updateJob } from './job-store.ts';
import { statusesBefore, type StoredJob } from './job.ts';

/** How a job ends. */
export type Outcome =
  { readonly status: 'completed' | 'cancelled' } | { readonly status: 'failed'; readonly error: string };

export interface SettleJob {
  readonly clock: Clock;
  /** Announces the end of the job. It runs in the same transaction, once for each job that ends. */
  readonly onSettled: (trx: Transaction, job: StoredJob) => Promise<void>;
}

/**
 * Ends a job and refunds the rows that are due for it (A07). Returns undefined when the job has ended already; when two
 * callers end it at the same time, only the first succeeds (C158).
 */
export async function settleJob(
  trx: Transaction,
  jobId: string,
  { clock, onSettled, ...outcome }: SettleJob & Outcome,
): Promise<StoredJob | undefined> {
  const open = await lockJob(trx, jobId, statusesBefore(outcome.status));
  if (open === undefined) return undefined;
  // The time is read after the job is locked, so that no row of the job is written later than its end (C159).
  const finishedAt = new Date(clock.now());
  const refunded = await refundRows(trx, { accountId: open.accountId, jobId, at: finishedAt });
  const job = await updateJob(trx, jobId, {
    status: outcome.status,
    error: outcome.status === 'failed' ? outcome.error : null,
    unitsCharged: open.unitsCharged - refunded,
    finishedAt,
  });
  await onSettled(trx, job);
  return job;
}
