import type { Reader } from '../storage/database.ts';
import { toJob } from './job-row.ts';
import type { Job } from './job.ts';

/** Starts or resumes a job in this worker's name, or undefined when it has ended. Earlier claims lose it. */
export async function claimJob(db: Reader, jobId: string): Promise<Job | undefined> {
  const row = await db
    .updateTable('job')
    .set((set) => ({ status: 'running', attempt: set('attempt', '+', 1) }))
    .where('id', '=', jobId)
    .where('status', 'in', ['queued', 'running'])
    .returningAll()
    .executeTakeFirst();
  return row && toJob(row);
}
