import type { Reader } from '../storage/database.ts';
import type { JobOwner } from './find-job.ts';
import { toJob } from './job-row.ts';
import type { Job, JobStatus } from './job.ts';

/** Where a page ended. */
export type JobPosition = Pick<Job, 'createdAt' | 'id'>;

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
): Promise<readonly Job[]> {
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
