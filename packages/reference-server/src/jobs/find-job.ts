import type { Reader } from '../storage/database.ts';
import type { Job } from './job.ts';
import { toJob } from './job-row.ts';

export interface JobOwner {
  readonly accountId: string;
  readonly provider: string;
  /** Any operation when absent. */
  readonly operation?: string;
}

/** The account's own job, or undefined: somebody else's job is as unknown as none (C098). */
export async function findJob(db: Reader, id: string, owner: JobOwner): Promise<Job | undefined> {
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
