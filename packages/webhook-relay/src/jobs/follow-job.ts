import type { JobReference } from '@scrapekit/core';
import type { Queues } from '@scrapekit/storage';
import type { Source } from '../config/config.ts';
import type { Transaction } from '../storage/tables.ts';
import { findJobOperation } from './job-operation.ts';
import { confirmJob, hastenPoll, insertJob, reopenJob, type JobOrigin } from './job-store.ts';

export const POLL_QUEUE = 'poll';

/** The queue message that brings one reading of a job. */
export interface PollMessage {
  readonly source: string;
  readonly jobId: string;
  /** The number of readings before this one. */
  readonly polls: number;
}

export interface Following {
  readonly source: Source;
  readonly job: JobReference;
  readonly origin: JobOrigin;
  readonly now: number;
}

/** Jobs are not read more often than this because of webhooks, which anyone may send (M10). */
const SOONEST_MS = 5_000;

/**
 * Follows a job: it is read when its webhook is late, or soon when it was only named by a program or by a webhook. A job that
 * is followed already is read soon, too, and one that was lost is followed from the beginning.
 */
export async function followJob(
  trx: Transaction,
  queues: Queues,
  { source, job, origin, now }: Following,
): Promise<void> {
  const late = origin === 'create' ? source.lateAfterMs : 0;
  const nextPollAt =
    findJobOperation(source, job.operation)?.state.from === 'status' ? new Date(now + late) : null;
  const named = { id: job.id, operation: job.operation, source: source.name, origin };
  const isNew = await insertJob(trx, { ...named, now: new Date(now), nextPollAt });
  if (!isNew && origin !== 'hint') await confirmJob(trx, named);
  const message = { source: source.name, jobId: job.id };
  if (isNew || (await reopenJob(trx, { source: source.name, id: job.id, now: new Date(now), nextPollAt }))) {
    if (nextPollAt !== null) await bookPoll(trx, queues, { ...message, polls: 0, at: nextPollAt });
    return;
  }
  const wanted = { source: source.name, id: job.id, now: new Date(now), pauseMs: SOONEST_MS };
  const sooner = await hastenPoll(trx, wanted);
  if (sooner !== undefined) await bookPoll(trx, queues, { ...message, ...sooner });
}

/** Sends the message of a reading, which begins not before `at`. */
export async function bookPoll(
  trx: Transaction,
  queues: Queues,
  { at, ...message }: PollMessage & { readonly at: Date },
): Promise<void> {
  await queues.send(trx, POLL_QUEUE, message, { accountId: message.source, startAfter: at });
}
