import type { Reader } from '../storage/database.ts';
import { apiKeyPrefix, createApiKey, hashApiKey } from './api-key.ts';
import { randomText } from './random-text.ts';

/** A key as it is listed: enough to recognise it by. */
export interface ListedKey {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly createdAt: Date;
}

/** A key that was just made: the only time it is there in full (C009). */
export interface AddedKey extends ListedKey {
  readonly key: string;
}

/** Where a key belongs, for providers that keep projects and environments apart. */
export interface KeyScope {
  /** @default default */
  readonly project?: string | undefined;
  /** @default LIVE */
  readonly env?: 'LIVE' | 'TEST' | undefined;
}

/** Adds a key to an account; what `scope` leaves out has its default. */
export async function addApiKey(
  db: Reader,
  accountId: string,
  { name, at, scope }: { readonly name: string; readonly at: Date; readonly scope?: KeyScope },
): Promise<AddedKey> {
  const key = createApiKey();
  const added: AddedKey = {
    id: `key_${randomText(16)}`,
    name,
    prefix: apiKeyPrefix(key),
    createdAt: at,
    key,
  };
  await db
    .insertInto('api_key')
    .values({
      id: added.id,
      account_id: accountId,
      hash: hashApiKey(key),
      prefix: added.prefix,
      name,
      created_at: at,
      deleted_at: null,
      sealed: null,
      ...scope,
    })
    .execute();
  return added;
}

/** The account's keys that can be used, oldest first. */
export async function listApiKeys(db: Reader, accountId: string): Promise<readonly ListedKey[]> {
  return await db
    .selectFrom('api_key')
    .select(['id', 'name', 'prefix', 'created_at as createdAt'])
    .where('account_id', '=', accountId)
    .where('deleted_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

/** Makes the key worthless from the next request on (C010); false when the account has no such key. */
export async function deleteApiKey(
  db: Reader,
  accountId: string,
  { id, at }: { readonly id: string; readonly at: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('api_key')
    .set({ deleted_at: at, sealed: null })
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
