import type { Selectable } from 'kysely';
import type { Db, Transaction } from '../storage/database.ts';
import type { UnitTable } from '../storage/tables.ts';
import { lockJob, updateJob } from './job-store.ts';
import type { StoredJob } from './job.ts';

/**
 * A part of an open job that one worker works on: some hundred neighbouring items. The first unit exists from the
 * creation of the job, the others as soon as the items are known. A unit is deleted when its rows are written, and all
 * units of a job are deleted when the job ends.
 */
export interface JobUnit {
  readonly jobId: string;
  /** The position of its first item and of its first row in the job. */
  readonly firstRow: number;
  /** The number of its items, or null until the job is divided into units. */
  readonly size: number | null;
  /** Rows of this unit that are written and paid for. */
  readonly written: number;
  /** Rises with each claim. A worker with an older value has lost its claim and must not write. */
  readonly attempt: number;
}

export type UnitKey = Pick<JobUnit, 'jobId' | 'firstRow'>;
export type UnitRange = Pick<JobUnit, 'firstRow' | 'size'>;

/** Another worker claimed this unit or its job has ended, so this worker must not write to it any more. */
export class LostClaimError extends Error {
  override readonly name = 'LostClaimError';

  constructor(jobId: string) {
    super(`Another worker claimed this part of job ${jobId}, or the job has ended.`);
  }
}

/** Divides items into units of at most `unitSize`. No items make one empty unit, because every job has a first unit. */
export function divide(items: number, unitSize: number): readonly (UnitRange & { readonly size: number })[] {
  const count = Math.max(1, Math.ceil(items / unitSize));
  return Array.from({ length: count }, (_, index) => ({
    firstRow: index * unitSize,
    size: Math.min(unitSize, items - index * unitSize),
  }));
}

export async function insertUnits(
  trx: Transaction,
  jobId: string,
  units: readonly UnitRange[],
): Promise<void> {
  if (units.length === 0) return;
  const rows = units.map(({ firstRow, size }) => ({ job_id: jobId, first_row: firstRow, size }));
  await trx.insertInto('job_unit').values(rows).execute();
}

/** A claimed unit with its job. */
export interface ClaimedUnit {
  readonly job: StoredJob;
  readonly unit: JobUnit;
}

/**
 * Claims a unit for this worker, which ends every earlier claim on it, and starts a queued job. Returns undefined when
 * the rows of the unit are written or its job has ended.
 */
export async function claimUnit(trx: Transaction, key: UnitKey): Promise<ClaimedUnit | undefined> {
  const open = await lockJob(trx, key.jobId, ['queued', 'running']);
  if (open === undefined) return undefined;
  const row = await trx
    .updateTable('job_unit')
    .set((set) => ({
      attempt: set('attempt', '+', 1),
      unended_claims: set('unended_claims', '+', 1),
    }))
    .where('job_id', '=', key.jobId)
    .where('first_row', '=', key.firstRow)
    .returningAll()
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const job = open.status === 'running' ? open : await updateJob(trx, open.id, { status: 'running' });
  return { job, unit: toUnit(row) };
}

/** Counts the claims that were lost since the unit's last progress, because their process ended during the work. */
export const findLostClaims = async (db: Db, { jobId, firstRow }: UnitKey) =>
  await db
    .selectFrom('job_unit')
    .innerJoin('job', 'job.id', 'job_unit.job_id')
    .select(['job_unit.unended_claims as lost', 'job.created_at as createdAt'])
    .where('job_unit.job_id', '=', jobId)
    .where('job_unit.first_row', '=', firstRow)
    .executeTakeFirst();

/** Gives a claim back after the work failed with an error. The claim then does not count as lost. */
export async function giveBackClaim(db: Db, { jobId, firstRow, attempt }: JobUnit): Promise<void> {
  await db
    .updateTable('job_unit')
    .set((set) => ({ unended_claims: set('unended_claims', '-', 1) }))
    .where('job_id', '=', jobId)
    .where('first_row', '=', firstRow)
    .where('attempt', '=', attempt)
    .where('unended_claims', '>', 0)
    .execute();
}

/**
 * Locks a running job until the transaction ends, and with it all its units. Throws LostClaimError when the claim on the
 * unit was lost.
 */
export async function lockUnit(trx: Transaction, claim: JobUnit): Promise<ClaimedUnit> {
  const job = await lockJob(trx, claim.jobId, ['running']);
  const row = await trx
    .selectFrom('job_unit')
    .selectAll()
    .where('job_id', '=', claim.jobId)
    .where('first_row', '=', claim.firstRow)
    .executeTakeFirst();
  if (job === undefined || row?.attempt !== claim.attempt) throw new LostClaimError(claim.jobId);
  return { job, unit: toUnit(row) };
}

/** Stores the size or the progress of a locked unit. Both set its count of lost claims to 0. */
export async function updateUnit(
  trx: Transaction,
  { jobId, firstRow }: UnitKey,
  change: Partial<Pick<JobUnit, 'size' | 'written'>>,
): Promise<void> {
  await trx
    .updateTable('job_unit')
    .set({ ...change, unended_claims: 0 })
    .where('job_id', '=', jobId)
    .where('first_row', '=', firstRow)
    .execute();
}

/** Deletes a locked unit whose rows are written. Returns true when it was the last one of its job. */
export async function endUnit(trx: Transaction, { jobId, firstRow }: UnitKey): Promise<boolean> {
  await trx.deleteFrom('job_unit').where('job_id', '=', jobId).where('first_row', '=', firstRow).execute();
  const others = trx.selectFrom('job_unit').select('first_row').where('job_id', '=', jobId);
  return (await others.limit(1).executeTakeFirst()) === undefined;
}

export async function deleteUnits(trx: Transaction, jobId: string): Promise<void> {
  await trx.deleteFrom('job_unit').where('job_id', '=', jobId).execute();
}

const toUnit = (row: Selectable<UnitTable>): JobUnit => ({
  jobId: row.job_id,
  firstRow: row.first_row,
  size: row.size,
  written: row.written,
  attempt: row.attempt,
});
