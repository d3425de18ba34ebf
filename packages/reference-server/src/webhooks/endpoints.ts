import { randomText } from '../accounts/random-text.ts';
import type { Reader } from '../storage/database.ts';
import { toEndpoint, type WebhookEndpoint } from './endpoint.ts';

export interface NewEndpoint extends Partial<
  Pick<WebhookEndpoint, 'project' | 'env' | 'name' | 'events' | 'options' | 'secret'>
> {
  readonly accountId: string;
  readonly provider: string;
  readonly url: string;
  readonly at: Date;
}

export interface EndpointOwner {
  readonly accountId: string;
  readonly provider: string;
}

/** Stores an endpoint; undefined when its account has another of this name in the same project and environment. */
export async function addEndpoint(db: Reader, endpoint: NewEndpoint): Promise<WebhookEndpoint | undefined> {
  const { accountId, provider, url, at, events = [], options = {}, secret = null, ...named } = endpoint;
  const row = await db
    .insertInto('webhook_endpoint')
    .values({
      id: `whe_${randomText(16)}`,
      account_id: accountId,
      provider,
      url,
      events: JSON.stringify(events),
      options: JSON.stringify(options),
      secret,
      previous_secret: null,
      previous_secret_until: null,
      disabled_reason: null,
      created_at: at,
      deleted_at: null,
      project: named.project ?? '',
      env: named.env ?? '',
      name: named.name ?? '',
    })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst();
  return row && toEndpoint(row);
}

/** The account's endpoints, oldest first. */
export async function listEndpoints(
  db: Reader,
  { accountId, provider }: EndpointOwner,
): Promise<readonly WebhookEndpoint[]> {
  const rows = await db
    .selectFrom('webhook_endpoint')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('provider', '=', provider)
    .where('deleted_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(toEndpoint);
}

/** What can be changed of an endpoint; `disabledReason: null` enables it again, and its count starts afresh. */
export type EndpointChange = Partial<
  Pick<WebhookEndpoint, 'url' | 'events' | 'options' | 'secret' | 'previousSecret' | 'disabledReason'>
>;

/** Changes the account's own endpoint; undefined when it has none of this id. */
export async function changeEndpoint(
  db: Reader,
  { id, accountId, provider }: EndpointOwner & { readonly id: string },
  { url, events, options, secret, previousSecret, disabledReason }: EndpointChange,
): Promise<WebhookEndpoint | undefined> {
  const row = await db
    .updateTable('webhook_endpoint')
    .set({
      ...(url !== undefined && { url }),
      ...(events && { events: JSON.stringify(events) }),
      ...(options && { options: JSON.stringify(options) }),
      ...(secret !== undefined && { secret }),
      ...(previousSecret !== undefined && {
        previous_secret: previousSecret?.secret ?? null,
        previous_secret_until: previousSecret?.until ?? null,
      }),
      ...(disabledReason !== undefined && { disabled_reason: disabledReason, failures_in_row: 0 }),
    })
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .where('provider', '=', provider)
    .where('deleted_at', 'is', null)
    .returningAll()
    .executeTakeFirst();
  return row && toEndpoint(row);
}

/** Sends nothing more to it, also not what waits; false when the account has none of this id. */
export async function deleteEndpoint(
  db: Reader,
  { id, accountId, provider }: EndpointOwner & { readonly id: string },
  at: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('webhook_endpoint')
    .set({ deleted_at: at })
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .where('provider', '=', provider)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
