import type { JobStatus } from '@scrapekit/core';
import { sql, type Selectable } from 'kysely';
import type { Db, Transaction } from '../storage/database.ts';
import type { JobTable } from '../storage/tables.ts';
import { hasText, searchText } from './job-text.ts';
import type { NewJob, StoredJob } from './job.ts';

/** Stores a queued job without its items. */
export async function insertJob(trx: Transaction, job: NewJob): Promise<StoredJob> {
  const row = await trx
    .insertInto('job')
    .values({
      id: job.id,
      account_id: job.accountId,
      provider: job.provider,
      operation: job.operation,
      status: 'queued',
      input: JSON.stringify(job.input),
      cap: job.cap,
      target: job.items?.length ?? null,
      error: null,
      webhook_url: job.webhookUrl ?? null,
      client_request_id: job.clientRequestId ?? null,
      search_text: searchText(job),
      created_at: job.at,
      started_at: null,
      finished_at: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return toJob(row);
}

/** Selects jobs of one account. Without `provider` or `operation`, jobs of all providers or operations match. */
export interface JobOwner {
  readonly accountId: string;
  readonly provider?: string;
  readonly operation?: string;
}

function ownedBy(db: Db, { accountId, provider, operation }: JobOwner) {
  let query = db.selectFrom('job').where('account_id', '=', accountId);
  if (provider !== undefined) query = query.where('provider', '=', provider);
  if (operation !== undefined) query = query.where('operation', '=', operation);
  return query;
}

/**
 * Returns undefined for an unknown id and for a job of another owner, so that a caller cannot tell them apart (C098).
 */
export async function findJob(db: Db, id: string, owner: JobOwner): Promise<StoredJob | undefined> {
  const row = await ownedBy(db, owner).selectAll().where('id', '=', id).executeTakeFirst();
  return row && toJob(row);
}

/** Finds a job of any account. */
export async function findAnyJob(db: Db, id: string): Promise<StoredJob | undefined> {
  const row = await db.selectFrom('job').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toJob(row);
}

/** The place of a job in the list. */
export type JobPosition = Pick<StoredJob, 'createdAt' | 'id'>;

export interface JobFilter {
  readonly limit: number;
  /** Lists the jobs that are older than this one. */
  readonly after?: JobPosition;
  /** Lists the jobs that come right before this one. */
  readonly before?: JobPosition;
  readonly status?: JobStatus;
  readonly createdAfter?: Date;
  /** The first moment at which the jobs may have been created. */
  readonly createdFrom?: Date;
  /** The first moment at which the jobs were not created any more. */
  readonly createdUntil?: Date;
  readonly clientRequestId?: string;
  /** A text in the id or operation of the jobs, or at the beginning of what was ordered. */
  readonly text?: string;
}

/** Lists the owner's jobs, newest first. */
export async function listJobs(db: Db, owner: JobOwner, filter: JobFilter): Promise<readonly StoredJob[]> {
  const { limit, after, before } = filter;
  let query = matching(ownedBy(db, owner), filter).selectAll().limit(limit);
  if (after !== undefined)
    query = query.where(sql<boolean>`(created_at, id) < (${after.createdAt}, ${after.id})`);
  if (before === undefined) {
    const rows = await query.orderBy('created_at', 'desc').orderBy('id', 'desc').execute();
    return rows.map(toJob);
  }
  const rows = await query
    .where(sql<boolean>`(created_at, id) > (${before.createdAt}, ${before.id})`)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(toJob).reverse();
}

function matching(
  owned: ReturnType<typeof ownedBy>,
  { status, createdAfter, createdFrom, createdUntil, clientRequestId, text }: JobFilter,
) {
  let query = owned;
  if (status !== undefined) query = query.where('status', '=', status);
  if (createdAfter !== undefined) query = query.where('created_at', '>', createdAfter);
  if (createdFrom !== undefined) query = query.where('created_at', '>=', createdFrom);
  if (createdUntil !== undefined) query = query.where('created_at', '<', createdUntil);
  if (clientRequestId !== undefined) query = query.where('client_request_id', '=', clientRequestId);
  if (text !== undefined) query = query.where(hasText(text));
  return query;
}

const activeStatuses = ['queued', 'running'] as const;

/** Counts the owner's queued and running jobs. The count is exact while the account's row is locked. */
export async function countActive(
  trx: Transaction,
  owner: JobOwner,
  /** Counts only jobs with this text inside their stored input; `path` holds the keys that lead to it. */
  input?: { readonly path: readonly string[]; readonly equals: string },
): Promise<number> {
  let query = ownedBy(trx, owner).where('status', 'in', activeStatuses);
  if (input !== undefined) query = query.where(sql`input::json #>> ${[...input.path]}`, '=', input.equals);
  const { active } = await query
    .select((select) => select.fn.countAll<number>().as('active'))
    .executeTakeFirstOrThrow();
  return active;
}

/** Counts the queued and running jobs of all accounts, for metrics. `oldest` is when the oldest of them was created. */
export const countActiveByOperation = async (db: Db) =>
  await db
    .selectFrom('job')
    .select(({ fn }) => [
      'provider',
      'operation',
      'status',
      fn.countAll<number>().as('jobs'),
      fn.min('created_at').as('oldest'),
    ])
    .where('status', 'in', activeStatuses)
    .groupBy(['provider', 'operation', 'status'])
    .execute();

/** Locks a job until the transaction ends. Returns undefined when it has none of these statuses. */
export async function lockJob(
  trx: Transaction,
  id: string,
  statuses: readonly JobStatus[],
): Promise<StoredJob | undefined> {
  const row = await trx
    .selectFrom('job')
    .selectAll()
    .where('id', '=', id)
    .where('status', 'in', statuses)
    .forUpdate()
    .executeTakeFirst();
  return row && toJob(row);
}

type Changing =
  | ('status' | 'error' | 'target' | 'produced' | 'unitsCharged' | 'extraUnits' | 'tally')
  | ('startedAt' | 'finishedAt');

/** Changes a locked job. */
export async function updateJob(
  trx: Transaction,
  id: string,
  change: Partial<Pick<StoredJob, Changing>>,
): Promise<StoredJob> {
  const row = await trx
    .updateTable('job')
    .set({
      status: change.status,
      error: change.error,
      target: change.target,
      produced: change.produced,
      units_charged: change.unitsCharged,
      extra_units: change.extraUnits,
      tally: change.tally && JSON.stringify(change.tally),
      started_at: change.startedAt,
      finished_at: change.finishedAt,
    })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return toJob(row);
}

/** Lists ids of jobs that ended before a time, oldest first. */
export async function listEndedBefore(trx: Transaction, before: Date, limit: number): Promise<string[]> {
  const ended = trx.selectFrom('job').select('id').where('finished_at', '<', before);
  return (await ended.orderBy('finished_at').limit(limit).execute()).map(({ id }) => id);
}

/** Deletes jobs; the rows of other tables that refer to them must be deleted first. */
export const deleteJobs = async (trx: Transaction, ids: readonly string[]) =>
  await trx.deleteFrom('job').where('id', 'in', ids).execute();

function toJob(row: Selectable<JobTable>): StoredJob {
  return {
    id: row.id,
    accountId: row.account_id,
    provider: row.provider,
    operation: row.operation,
    status: row.status as JobStatus,
    input: JSON.parse(row.input),
    cap: row.cap,
    target: row.target,
    produced: row.produced,
    unitsCharged: row.units_charged,
    extraUnits: row.extra_units,
    tally: JSON.parse(row.tally) as StoredJob['tally'],
    error: row.error,
    webhookUrl: row.webhook_url,
    clientRequestId: row.client_request_id,
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
  };
}
