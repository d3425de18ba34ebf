import type { Clock } from '@scrapekit/core';
import { refundRows } from '../accounts/refund.ts';
import type { Transaction } from '../storage/database.ts';
import { statesBefore, type StoredJob } from './job.ts';
import { toJob } from './job-store.ts';

/** How a job ends. */
export type Outcome =
  { readonly status: 'completed' | 'cancelled' } | { readonly status: 'failed'; readonly error: string };

export interface SettleJob {
  readonly clock: Clock;
  /** Runs in the same transaction, once for each job that ends: the place to announce it. */
  readonly onSettled: (trx: Transaction, job: StoredJob) => Promise<void>;
}

/** Ends a job and gives back what is due for its rows (A07), unless it has ended already: then undefined. Of two who try at once, one wins (C158). */
export async function settleJob(
  trx: Transaction,
  jobId: string,
  { clock, onSettled, ...outcome }: SettleJob & Outcome,
): Promise<StoredJob | undefined> {
  const open = await trx
    .selectFrom('job')
    .select(['account_id', 'units_charged'])
    .where('id', '=', jobId)
    .where('status', 'in', statesBefore(outcome.status))
    .forUpdate()
    .executeTakeFirst();
  if (open === undefined) return undefined;
  // Read with the row locked, so that no row of the job is written later than this (C159).
  const at = new Date(clock.now());
  const refunded = await refundRows(trx, { accountId: open.account_id, jobId, at });
  const row = await trx
    .updateTable('job')
    .set({
      status: outcome.status,
      error: outcome.status === 'failed' ? outcome.error : null,
      units_charged: open.units_charged - refunded,
      finished_at: at,
    })
    .where('id', '=', jobId)
    .returningAll()
    .executeTakeFirstOrThrow();
  const job = toJob(row);
  await onSettled(trx, job);
  return job;
}
