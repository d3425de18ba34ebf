import type { Clock } from '@scrapekit/core';
import { refundRows } from '../accounts/ledger.ts';
import { noteEvent } from '../storage/committed-events.ts';
import type { Transaction } from '../storage/database.ts';
import { lockJob, updateJob } from './job-store.ts';
import { deleteParts } from './job-parts.ts';
import { nameInLog, statusesBefore, type StoredJob } from './job.ts';

/** How a job ends. `error` is the reason that the customer reads. */
export type Outcome =
  { readonly status: 'completed' | 'cancelled' } | { readonly status: 'failed'; readonly error: string };

export interface SettleJob {
  readonly clock: Clock;
  /** Called once for each job that ends, in the transaction that ends it, to store the announcement of its end. */
  readonly onSettled: (trx: Transaction, job: StoredJob) => Promise<void>;
}

/**
 * Ends a job with all its parts and refunds the rows that are due for it (A07). Returns undefined when the job has ended
 * already. When two callers end the job at the same time, only the first succeeds (C158).
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
  await deleteParts(trx, jobId);
  const refunded = await refundRows(trx, { accountId: open.accountId, jobId, at: finishedAt });
  const job = await updateJob(trx, jobId, {
    status: outcome.status,
    error: outcome.status === 'failed' ? storableText(outcome.error) : null,
    unitsCharged: open.unitsCharged - refunded,
    finishedAt,
  });
  await onSettled(trx, job);
  noteEvent(trx, {
    type: 'job ended',
    ...nameInLog(job),
    status: job.status,
    rows: job.produced,
    units: job.unitsCharged + job.extraUnits,
    tookMs: finishedAt.getTime() - job.createdAt.getTime(),
    reason: reasonOf(job),
  });
  return job;
}

function reasonOf({ status, error, target, produced }: StoredJob): string | null {
  if (status === 'completed' && produced < (target ?? 0)) return 'The balance was used up.';
  return status === 'cancelled' ? 'The account cancelled it.' : error;
}

/**
 * Replaces U+0000 and lone surrogates with U+FFFD, because PostgreSQL cannot store them. If the reason of a failed job
 * could not be stored, the job would be tried again without end. Reasons may quote websites and mail servers, so they
 * may contain any character.
 */
const storableText = (text: string): string => text.toWellFormed().replaceAll('\u0000', '\ufffd');
