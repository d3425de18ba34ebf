import type { Selectable } from 'kysely';
import { noteEvent } from '../storage/committed-events.ts';
import type { Db, Transaction } from '../storage/database.ts';
import type { PartTable } from '../storage/tables.ts';
import { lockJob, updateJob } from './job-store.ts';
import { nameInLog, type StoredJob } from './job.ts';

/**
 * A part of an open job that one worker works on: some hundred neighbouring items. The first part exists from the
 * creation of the job, the others as soon as the items are known. A part is deleted when its rows are written, and all
 * parts of a job are deleted when the job ends.
 */
export interface JobPart {
  readonly jobId: string;
  /** The position of its first item and of its first row in the job. */
  readonly firstRow: number;
  /** The number of its items, or null until the job is divided into parts. */
  readonly size: number | null;
  /** Rows of this part that are written and paid for. */
  readonly written: number;
  /** Rises with each claim. A worker with an older value has lost its claim and must not write. */
  readonly attempt: number;
}

export type PartKey = Pick<JobPart, 'jobId' | 'firstRow'>;
export type PartRange = Pick<JobPart, 'firstRow' | 'size'>;

/** Another worker claimed this part or its job has ended, so this worker must not write to it any more. */
export class LostClaimError extends Error {
  override readonly name = 'LostClaimError';

  constructor(jobId: string) {
    super(`Another worker claimed this part of job ${jobId}, or the job has ended.`);
  }
}

type SizedRange = PartRange & { readonly size: number };

/** Divides items into parts of at most `partSize`. No items make one empty part, because every job has a first part. */
export function divide(items: number, partSize: number): readonly [SizedRange, ...SizedRange[]] {
  const rangeFrom = (firstRow: number) => ({ firstRow, size: Math.min(partSize, items - firstRow) });
  const further = Array.from({ length: Math.ceil(items / partSize) - 1 }, (_, index) =>
    rangeFrom((index + 1) * partSize),
  );
  return [rangeFrom(0), ...further];
}

export async function insertParts(
  trx: Transaction,
  jobId: string,
  parts: readonly PartRange[],
): Promise<void> {
  if (parts.length === 0) return;
  const rows = parts.map(({ firstRow, size }) => ({ job_id: jobId, first_row: firstRow, size }));
  await trx.insertInto('job_part').values(rows).execute();
}

/** A claimed part with its job. */
export interface ClaimedPart {
  readonly job: StoredJob;
  readonly part: JobPart;
}

/**
 * Claims a part for this worker, which ends every earlier claim on it, and starts a queued job. Returns undefined when
 * the rows of the part are written or its job has ended.
 */
export async function claimPart(trx: Transaction, key: PartKey, at: Date): Promise<ClaimedPart | undefined> {
  const open = await lockJob(trx, key.jobId, ['queued', 'running']);
  if (open === undefined) return undefined;
  const row = await trx
    .updateTable('job_part')
    .set((set) => ({
      attempt: set('attempt', '+', 1),
      unended_claims: set('unended_claims', '+', 1),
    }))
    .where('job_id', '=', key.jobId)
    .where('first_row', '=', key.firstRow)
    .returningAll()
    .executeTakeFirst();
  if (row === undefined) return undefined;
  if (open.status === 'running') return { job: open, part: toPart(row) };
  const job = await updateJob(trx, open.id, { status: 'running', startedAt: at });
  const waitedMs = at.getTime() - job.createdAt.getTime();
  noteEvent(trx, { type: 'job started', ...nameInLog(job), waitedMs });
  return { job, part: toPart(row) };
}

/** The claims since a part's last progress that did not end well. */
export interface VainClaims {
  /** Their process ended during the work. */
  readonly lost: number;
  /** The work failed with an error. */
  readonly failed: number;
}

export async function countVainClaims(db: Db, { jobId, firstRow }: PartKey): Promise<VainClaims> {
  const part = await db
    .selectFrom('job_part')
    .select(['unended_claims', 'failed_tries'])
    .where('job_id', '=', jobId)
    .where('first_row', '=', firstRow)
    .executeTakeFirst();
  return { lost: part?.unended_claims ?? 0, failed: part?.failed_tries ?? 0 };
}

/**
 * Gives a claim back after the work ended with an error. The claim then counts as a failed try, or not at all with
 * `isStopping`, when the work ended because this process stops.
 */
export async function giveBackClaim(
  db: Db,
  { jobId, firstRow, attempt }: JobPart,
  { isStopping }: { readonly isStopping: boolean },
): Promise<void> {
  await db
    .updateTable('job_part')
    .set((set) => ({
      unended_claims: set('unended_claims', '-', 1),
      failed_tries: set('failed_tries', '+', isStopping ? 0 : 1),
    }))
    .where('job_id', '=', jobId)
    .where('first_row', '=', firstRow)
    .where('attempt', '=', attempt)
    .where('unended_claims', '>', 0)
    .execute();
}

/**
 * Locks a running job until the transaction ends, and with it all its parts. Throws LostClaimError when the claim on the
 * part was lost.
 */
export async function lockPart(trx: Transaction, claim: JobPart): Promise<ClaimedPart> {
  const job = await lockJob(trx, claim.jobId, ['running']);
  const row = await trx
    .selectFrom('job_part')
    .selectAll()
    .where('job_id', '=', claim.jobId)
    .where('first_row', '=', claim.firstRow)
    .executeTakeFirst();
  if (job === undefined || row?.attempt !== claim.attempt) throw new LostClaimError(claim.jobId);
  return { job, part: toPart(row) };
}

/** Stores the size or the progress of a locked part. Both set its counts of vain claims to 0. */
export async function updatePart(
  trx: Transaction,
  { jobId, firstRow }: PartKey,
  change: Partial<Pick<JobPart, 'size' | 'written'>>,
): Promise<void> {
  await trx
    .updateTable('job_part')
    .set({ ...change, unended_claims: 0, failed_tries: 0 })
    .where('job_id', '=', jobId)
    .where('first_row', '=', firstRow)
    .execute();
}

/** Deletes a locked part whose rows are written. Returns true when it was the last one of its job. */
export async function endPart(trx: Transaction, { jobId, firstRow }: PartKey): Promise<boolean> {
  await trx.deleteFrom('job_part').where('job_id', '=', jobId).where('first_row', '=', firstRow).execute();
  const others = trx.selectFrom('job_part').select('first_row').where('job_id', '=', jobId);
  return (await others.limit(1).executeTakeFirst()) === undefined;
}

export async function deleteParts(trx: Transaction, jobId: string): Promise<void> {
  await trx.deleteFrom('job_part').where('job_id', '=', jobId).execute();
}

const toPart = (row: Selectable<PartTable>): JobPart => ({
  jobId: row.job_id,
  firstRow: row.first_row,
  size: row.size,
  written: row.written,
  attempt: row.attempt,
});
