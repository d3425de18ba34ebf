import type { StoredJob } from '../../jobs/job.ts';
import { readFirstApiKey } from '../../accounts/sealed-api-key.ts';
import type { Transaction } from '../../storage/database.ts';
import type { BackendServices } from '../provider-backend.ts';
import { PROVIDER, type Lookup } from './names.ts';
import { limits } from './read-order.ts';
import { unsignable } from './refusals.ts';
import type { WorkOrder } from './work-order.ts';

export interface StartJob {
  readonly id: string;
  readonly accountId: string;
  readonly lookup: Lookup;
  readonly order: WorkOrder;
  readonly webhookUrl: string | undefined;
}

/** Stores a job; call `jobs.wake` once the transaction has committed. A webhook nobody could sign is a 400. */
export async function startJob(
  { jobs }: Pick<BackendServices, 'jobs'>,
  trx: Transaction,
  { id, accountId, lookup, order, webhookUrl }: StartJob,
): Promise<StoredJob> {
  if (webhookUrl !== undefined && (await readFirstApiKey(trx, accountId)) === undefined) throw unsignable();
  return await jobs.enqueue(trx, {
    id,
    accountId,
    provider: PROVIDER,
    operation: lookup,
    input: order,
    cap: Math.min(order.items.length * order.max, limits.rows),
    ...(webhookUrl !== undefined && { webhookUrl }),
  });
}
