import type { Selectable } from 'kysely';
import type { Reader, Transaction } from '../storage/database.ts';
import type { JobTable } from '../storage/tables.ts';
import type { JobStatus, StoredJob } from './job.ts';

/** A job as its table row holds it. */
export const toJob = (row: Selectable<JobTable>): StoredJob => ({
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
  attempt: row.attempt,
  createdAt: row.created_at,
  finishedAt: row.finished_at,
});

interface JobOwner {
  readonly accountId: string;
  readonly provider: string;
  /** Any operation when absent. */
  readonly operation?: string;
}

/** The account's own job, or undefined: somebody else's job is as unknown as none (C098). */
export async function findJob(db: Reader, id: string, owner: JobOwner): Promise<StoredJob | undefined> {
  let query = db
    .selectFrom('job')
    .selectAll()
    .where('id', '=', id)
    .where('account_id', '=', owner.accountId)
    .where('provider', '=', owner.provider);
  if (owner.operation !== undefined) query = query.where('operation', '=', owner.operation);
  const row = await query.executeTakeFirst();
  return row && toJob(row);
}

/** The account's newest jobs, of every provider and operation. */
export async function readNewestJobs(
  db: Reader,
  accountId: string,
  limit: number,
): Promise<readonly StoredJob[]> {
  const rows = await db
    .selectFrom('job')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toJob);
}

/** The account's job of that id, whatever its provider; somebody else's is as unknown as none. */
export async function findAccountJob(
  db: Reader,
  accountId: string,
  id: string,
): Promise<StoredJob | undefined> {
  const row = await db
    .selectFrom('job')
    .selectAll()
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  return row && toJob(row);
}

/** Where a page ended. */
export type JobPosition = Pick<StoredJob, 'createdAt' | 'id'>;

export interface JobFilter {
  readonly limit: number;
  readonly after?: JobPosition;
  readonly status?: JobStatus;
  readonly createdAfter?: Date;
  readonly clientRequestId?: string;
}

/** The owner's jobs, newest first. */
export async function listJobs(
  db: Reader,
  owner: Required<JobOwner>,
  filter: JobFilter,
): Promise<readonly StoredJob[]> {
  const { limit, after, status, createdAfter, clientRequestId } = filter;
  let query = db
    .selectFrom('job')
    .selectAll()
    .where('account_id', '=', owner.accountId)
    .where('provider', '=', owner.provider)
    .where('operation', '=', owner.operation);
  if (status !== undefined) query = query.where('status', '=', status);
  if (createdAfter !== undefined) query = query.where('created_at', '>', createdAfter);
  if (clientRequestId !== undefined) query = query.where('client_request_id', '=', clientRequestId);
  if (after !== undefined) {
    query = query.where((where) =>
      where.or([
        where('created_at', '<', after.createdAt),
        where.and([where('created_at', '=', after.createdAt), where('id', '<', after.id)]),
      ]),
    );
  }
  const rows = await query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
  return rows.map(toJob);
}

/** How many of the account's jobs are queued or running. Exact while the account row is locked. */
export async function countActive(
  trx: Transaction,
  { accountId, provider, operation }: Required<JobOwner>,
): Promise<number> {
  const { active } = await trx
    .selectFrom('job')
    .select((select) => select.fn.countAll<number>().as('active'))
    .where('account_id', '=', accountId)
    .where('provider', '=', provider)
    .where('operation', '=', operation)
    .where('status', 'in', ['queued', 'running'])
    .executeTakeFirstOrThrow();
  return active;
}

/** Starts or resumes a job in this worker's name, or undefined when it has ended. Earlier claims lose it. */
export async function claimJob(db: Reader, jobId: string): Promise<StoredJob | undefined> {
  const row = await db
    .updateTable('job')
    .set((set) => ({
      status: 'running',
      attempt: set('attempt', '+', 1),
      unended_claims: set('unended_claims', '+', 1),
    }))
    .where('id', '=', jobId)
    .where('status', 'in', ['queued', 'running'])
    .returningAll()
    .executeTakeFirst();
  return row && toJob(row);
}

/** How many claims in a row died with their process and had brought the job no further, and since when it exists. */
export async function readLostClaims(
  db: Reader,
  jobId: string,
): Promise<{ readonly lost: number; readonly createdAt: Date } | undefined> {
  return await db
    .selectFrom('job')
    .select(['unended_claims as lost', 'created_at as createdAt'])
    .where('id', '=', jobId)
    .executeTakeFirst();
}

/** Says that this claim did not die with its process: its worker lived to give it back. */
export async function giveBackClaim(
  db: Reader,
  { id, attempt }: Pick<StoredJob, 'id' | 'attempt'>,
): Promise<void> {
  await db
    .updateTable('job')
    .set((set) => ({ unended_claims: set('unended_claims', '-', 1) }))
    .where('id', '=', id)
    .where('attempt', '=', attempt)
    .where('unended_claims', '>', 0)
    .execute();
}

/** The job as it stands, held until the transaction ends. Throws LostClaimError when it is not this claim's any more. */
export async function lockRunningJob(
  trx: Transaction,
  { id, attempt }: Pick<StoredJob, 'id' | 'attempt'>,
): Promise<StoredJob> {
  const row = await trx
    .selectFrom('job')
    .selectAll()
    .where('id', '=', id)
    .where('status', '=', 'running')
    .where('attempt', '=', attempt)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw new LostClaimError(id);
  return toJob(row);
}

/** Somebody else settled or took over this job, so nothing more may be written by this worker. */
export class LostClaimError extends Error {
  override readonly name = 'LostClaimError';

  constructor(jobId: string) {
    super(`Job ${jobId} is no longer this worker's.`);
  }
}
