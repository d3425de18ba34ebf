import type { JobReference } from '@scrapekit/core';
import type { Selectable } from 'kysely';
import type { Db, JobTable, Transaction } from '../storage/tables.ts';

export type JobOrigin = 'create' | 'watch' | 'hint';

/** A job that the relay follows. */
export interface FollowedJob extends JobReference {
  readonly source: string;
  readonly state: 'open' | 'ended' | 'lost';
  readonly origin: JobOrigin;
  readonly createdAt: Date;
  /** The number of readings so far. */
  readonly polls: number;
  readonly nextPollAt: Date | null;
  readonly polledAt: Date | null;
  readonly error: string | null;
}

export interface NewJob extends JobReference {
  readonly source: string;
  readonly origin: JobOrigin;
  readonly now: Date;
  /** Null when the provider has no route for the state of a job. */
  readonly nextPollAt: Date | null;
}

/** Stores a job that is followed from now on. Returns false when it is known already. */
export async function insertJob(trx: Transaction, job: NewJob): Promise<boolean> {
  const row = await trx
    .insertInto('job')
    .values({
      ...{ source: job.source, job_id: job.id, operation: job.operation, state: 'open', origin: job.origin },
      ...{ created_at: job.now, next_poll_at: job.nextPollAt },
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('job_id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function findJob(db: Db, source: string, id: string): Promise<FollowedJob | undefined> {
  const row = await db
    .selectFrom('job')
    .selectAll()
    .where('source', '=', source)
    .where('job_id', '=', id)
    .executeTakeFirst();
  return row && toJob(row);
}

const toJob = (row: Selectable<JobTable>): FollowedJob => ({
  ...{ id: row.job_id, source: row.source, operation: row.operation, origin: row.origin as JobOrigin },
  ...{ state: row.state as FollowedJob['state'], createdAt: row.created_at, polls: row.polls },
  ...{ nextPollAt: row.next_poll_at, polledAt: row.polled_at, error: row.error },
});

/** Notes that a job has ended, if it is followed. */
export async function endJob(trx: Transaction, source: string, id: string): Promise<void> {
  await trx
    .updateTable('job')
    .set({ state: 'ended', next_poll_at: null, error: null })
    .where('source', '=', source)
    .where('job_id', '=', id)
    .execute();
}

export interface PollChange {
  readonly now: Date;
  readonly nextPollAt: Date | null;
  readonly error: string | null;
  readonly isLost: boolean;
}

/** Notes a reading of an open job. Returns false when the job has ended meanwhile. */
export async function notePoll(
  trx: Transaction,
  { source, id, polls }: Pick<FollowedJob, 'source' | 'id' | 'polls'>,
  change: PollChange,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('job')
    .set({
      ...{ polls: polls + 1, polled_at: change.now, next_poll_at: change.nextPollAt, error: change.error },
      state: change.isLost ? 'lost' : 'open',
    })
    .where('source', '=', source)
    .where('job_id', '=', id)
    .where('state', '=', 'open')
    .where('polls', '=', polls)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Corrects a job that only an unsigned webhook had named, because the webhook may have lied about its operation. */
export async function confirmJob(
  trx: Transaction,
  { source, id, operation, origin }: Pick<NewJob, 'source' | 'id' | 'operation' | 'origin'>,
): Promise<void> {
  await trx
    .updateTable('job')
    .set({ operation, origin })
    .where('source', '=', source)
    .where('job_id', '=', id)
    .where('origin', '=', 'hint')
    .execute();
}

/** Follows a lost job from the beginning. Returns false when it is not lost. */
export async function reopenJob(
  trx: Transaction,
  { source, id, now, nextPollAt }: Pick<NewJob, 'source' | 'id' | 'now' | 'nextPollAt'>,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('job')
    .set({ state: 'open', created_at: now, polls: 0, polled_at: null, next_poll_at: nextPollAt, error: null })
    .where('source', '=', source)
    .where('job_id', '=', id)
    .where('state', '=', 'lost')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Removes an open job, unless it was read again or has ended meanwhile. */
export async function deleteJob(
  trx: Transaction,
  { source, id, polls }: Pick<FollowedJob, 'source' | 'id' | 'polls'>,
): Promise<void> {
  await trx
    .deleteFrom('job')
    .where('source', '=', source)
    .where('job_id', '=', id)
    .where('state', '=', 'open')
    .where('polls', '=', polls)
    .execute();
}

/**
 * Brings the next reading of an open job forward to `now`, or to `pauseMs` after its last reading. Returns the time and the
 * number of readings so far, or undefined when it is read as early as that anyway.
 */
export async function hastenPoll(
  trx: Transaction,
  {
    source,
    id,
    now,
    pauseMs,
  }: { readonly source: string; readonly id: string; readonly now: Date; readonly pauseMs: number },
): Promise<{ readonly at: Date; readonly polls: number } | undefined> {
  const row = await trx
    .selectFrom('job')
    .select(['polls', 'polled_at', 'next_poll_at'])
    .where('source', '=', source)
    .where('job_id', '=', id)
    .where('state', '=', 'open')
    .forUpdate()
    .executeTakeFirst();
  if (row?.next_poll_at == null) return undefined;
  const at = new Date(Math.max(now.getTime(), (row.polled_at?.getTime() ?? 0) + pauseMs));
  if (row.next_poll_at <= at) return undefined;
  await trx
    .updateTable('job')
    .set({ next_poll_at: at })
    .where('source', '=', source)
    .where('job_id', '=', id)
    .execute();
  return { at, polls: row.polls };
}

/** Counts the jobs of a source that only unsigned webhooks named and that are not read yet. */
export async function countHints(db: Db, source: string): Promise<number> {
  const { jobs } = await db
    .selectFrom('job')
    .select((select) => select.fn.countAll<number>().as('jobs'))
    .where('source', '=', source)
    .where('state', '=', 'open')
    .where('origin', '=', 'hint')
    .executeTakeFirstOrThrow();
  return jobs;
}

/** Counts the jobs of each source in a state. */
export async function countJobs(db: Db, state: FollowedJob['state']): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('job')
    .select((select) => ['source', select.fn.countAll<number>().as('jobs')])
    .where('state', '=', state)
    .groupBy('source')
    .execute();
  return new Map(rows.map(({ source, jobs }) => [source, jobs]));
}

/** Lists the newest jobs in a state. */
export async function listJobs(
  db: Db,
  state: FollowedJob['state'],
  limit: number,
): Promise<readonly FollowedJob[]> {
  const rows = await db
    .selectFrom('job')
    .selectAll()
    .where('state', '=', state)
    .orderBy('created_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toJob);
}

/** Removes jobs that are older and are not read any more. */
export async function deleteJobs(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('job').where('created_at', '<', before).where('next_poll_at', 'is', null).execute();
}
