import type { Selectable } from 'kysely';
import { randomText } from '../accounts/random-text.ts';
import type { Db, Transaction } from '../storage/database.ts';
import type { WebhookEndpointTable } from '../storage/tables.ts';

/** A webhook receiver that an account registered, for providers whose jobs do not name a receiver themselves. */
export interface WebhookEndpoint {
  readonly id: string;
  readonly accountId: string;
  readonly provider: string;
  readonly project: string;
  readonly env: string;
  readonly name: string;
  readonly url: string;
  /** Event types; all of them when empty. */
  readonly events: readonly string[];
  /** Settings that only this provider's endpoints have. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly secret: string | null;
  /** The secret before a rotation. Until `until`, messages are signed with it as well as with the current one. */
  readonly previousSecret: { readonly secret: string; readonly until: Date } | null;
  readonly failuresInRow: number;
  /** The reason why the endpoint is disabled, as the customer reads it. Null while it is enabled. */
  readonly disabledReason: string | null;
  readonly createdAt: Date;
}

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

/** Stores an endpoint. Returns undefined when the account has one of this name in the same project and environment. */
export async function insertEndpoint(db: Db, endpoint: NewEndpoint): Promise<WebhookEndpoint | undefined> {
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

/** Lists the account's endpoints, oldest first. */
export async function listEndpoints(
  db: Db,
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

export interface EndpointName extends EndpointOwner, Pick<WebhookEndpoint, 'project' | 'env' | 'name'> {}

/** Locks the endpoint of this name until the transaction ends, so that the count of its deliveries stays exact. */
export async function lockEndpoint(
  trx: Transaction,
  { accountId, provider, project, env, name }: EndpointName,
): Promise<WebhookEndpoint | undefined> {
  const row = await trx
    .selectFrom('webhook_endpoint')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('provider', '=', provider)
    .where('project', '=', project)
    .where('env', '=', env)
    .where('name', '=', name)
    .where('deleted_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  return row && toEndpoint(row);
}

/** `disabledReason: null` enables an endpoint again and sets its count of failures to 0. */
export type EndpointChange = Partial<
  Pick<WebhookEndpoint, 'url' | 'events' | 'options' | 'secret' | 'previousSecret' | 'disabledReason'>
>;

/** Finds an endpoint that was not deleted. */
export async function findEndpoint(db: Db, id: string): Promise<WebhookEndpoint | undefined> {
  const row = await db
    .selectFrom('webhook_endpoint')
    .selectAll()
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  return row && toEndpoint(row);
}

/** Changes an endpoint. Returns undefined when the account has none of this id. */
export async function changeEndpoint(
  db: Db,
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

/** Deletes an endpoint, so that nothing more is sent to it. Returns false when the account has none of this id. */
export async function deleteEndpoint(
  db: Db,
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

/**
 * Adds an endpoint. With `perAccount: 'one'` it replaces the account's other endpoints. Returns undefined when the name
 * is taken.
 */
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
  return await insertEndpoint(trx, endpoint);
}

/** When a provider disables an endpoint. */
export interface DisablingRules {
  /** An endpoint is disabled after more failed attempts in a row than this. */
  readonly disableAfterFailures?: number;
  /** Statuses that disable the endpoint at the first answer. */
  readonly disablingStatuses?: readonly number[];
}

/** Counts an attempt. Disables an endpoint that failed too often or answered with one of the `disablingStatuses`. */
export async function countAttempt(
  trx: Transaction,
  endpointId: string,
  attempt: { readonly isGood: boolean; readonly statusCode: number | null; readonly rules: DisablingRules },
): Promise<void> {
  const { isGood, statusCode, rules } = attempt;
  const { failures_in_row: failures } = await trx
    .updateTable('webhook_endpoint')
    .set((set) => ({ failures_in_row: isGood ? 0 : set('failures_in_row', '+', 1) }))
    .where('id', '=', endpointId)
    .returning('failures_in_row')
    .executeTakeFirstOrThrow();
  const reason = isGood ? undefined : reasonToDisable(statusCode, failures, rules);
  if (reason === undefined) return;
  await trx
    .updateTable('webhook_endpoint')
    .set({ disabled_reason: reason })
    .where('id', '=', endpointId)
    .where('disabled_reason', 'is', null)
    .execute();
}

function reasonToDisable(
  statusCode: number | null,
  failures: number,
  { disableAfterFailures = Infinity, disablingStatuses = [] }: DisablingRules,
): string | undefined {
  if (statusCode !== null && disablingStatuses.includes(statusCode))
    return `The receiver answered ${statusCode}.`;
  if (failures > disableAfterFailures)
    return `More than ${disableAfterFailures} attempts in a row failed. Repair the receiver, then enable it again.`;
  return undefined;
}

function toEndpoint(row: Selectable<WebhookEndpointTable>): WebhookEndpoint {
  return {
    id: row.id,
    accountId: row.account_id,
    provider: row.provider,
    project: row.project,
    env: row.env,
    name: row.name,
    url: row.url,
    events: JSON.parse(row.events) as readonly string[],
    options: JSON.parse(row.options) as WebhookEndpoint['options'],
    secret: row.secret,
    previousSecret:
      row.previous_secret === null || row.previous_secret_until === null
        ? null
        : { secret: row.previous_secret, until: row.previous_secret_until },
    failuresInRow: row.failures_in_row,
    disabledReason: row.disabled_reason,
    createdAt: row.created_at,
  };
}
