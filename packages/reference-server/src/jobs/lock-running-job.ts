import type { Transaction } from '../storage/database.ts';
import type { Job } from './job.ts';
import { toJob } from './job-row.ts';
import { LostClaimError } from './lost-claim-error.ts';

/** The job as it stands, held until the transaction ends. Throws LostClaimError when it is not this claim's any more. */
export async function lockRunningJob(
  trx: Transaction,
  { id, attempt }: Pick<Job, 'id' | 'attempt'>,
): Promise<Job> {
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
