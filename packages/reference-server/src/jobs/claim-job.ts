import type { Reader } from '../storage/database.ts';
import { toJob } from './job-row.ts';
import type { Job } from './job.ts';

/** Starts or resumes a job in this worker's name, or undefined when it has ended. Earlier claims lose it. */
export async function claimJob(db: Reader, jobId: string): Promise<Job | undefined> {
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
export async function giveBackClaim(db: Reader, { id, attempt }: Pick<Job, 'id' | 'attempt'>): Promise<void> {
  await db
    .updateTable('job')
    .set((set) => ({ unended_claims: set('unended_claims', '-', 1) }))
    .where('id', '=', id)
    .where('attempt', '=', attempt)
    .where('unended_claims', '>', 0)
    .execute();
}
