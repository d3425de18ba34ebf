import type { Transaction } from '../storage/database.ts';
import type { WebhookEndpoint } from './endpoint.ts';
import { addEndpoint, deleteEndpoint, listEndpoints, type NewEndpoint } from './endpoints.ts';

/** Adds an endpoint, in the place of the account's others where it may have only `one`; undefined when the name is taken. */
export async function registerEndpoint(
  trx: Transaction,
  endpoint: NewEndpoint,
  { perAccount }: { readonly perAccount: 'one' | 'many' },
): Promise<WebhookEndpoint | undefined> {
  if (perAccount === 'one') {
    const { accountId, provider, at } = endpoint;
    for (const { id } of await listEndpoints(trx, endpoint))
      await deleteEndpoint(trx, { id, accountId, provider }, at);
  }
  return await addEndpoint(trx, endpoint);
}
