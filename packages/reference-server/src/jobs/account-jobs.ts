import type { Reader } from '../storage/database.ts';
import { toJob } from './job-row.ts';
import type { Job } from './job.ts';

/** The account's newest jobs, of every provider and operation. */
export async function readNewestJobs(db: Reader, accountId: string, limit: number): Promise<readonly Job[]> {
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
export async function findAccountJob(db: Reader, accountId: string, id: string): Promise<Job | undefined> {
  const row = await db
    .selectFrom('job')
    .selectAll()
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  return row && toJob(row);
}
