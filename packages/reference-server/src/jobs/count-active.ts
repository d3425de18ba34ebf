import type { Transaction } from '../storage/database.ts';
import type { JobOwner } from './find-job.ts';

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
