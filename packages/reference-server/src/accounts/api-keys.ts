import type { Clock } from '@scrapekit/core';
import type { Db } from '../storage/database.ts';
import type { Storage } from '../storage/open-storage.ts';
import { hashRandomText, randomText } from './random-text.ts';

const PREFIX = 'sk_live_';
const SECRET_LENGTH = 40;
const SHOWN_LENGTH = PREFIX.length + 4;

/** Returns `sk_live_` and 40 letters and digits (C008). */
const createApiKey = (): string => PREFIX + randomText(SECRET_LENGTH);

/** Returns the first 12 characters of a key, which the dashboard and logs show. */
const apiKeyPrefix = (key: string): string => key.slice(0, SHOWN_LENGTH);

/** A key as it is listed, with its first characters only. */
export interface ListedKey {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly project: string;
  readonly env: string;
  readonly createdAt: Date;
  /** The last use, to about a minute. Null for a key that was not used since uses are noted. */
  readonly usedAt: Date | null;
}

/** A new key. This is the only time that the full key is readable (C009). */
export interface AddedKey extends Pick<ListedKey, 'id' | 'name' | 'prefix' | 'createdAt'> {
  readonly key: string;
}

/** The project and environment of a key, for providers that separate them. */
export interface KeyScope {
  /** @default default */
  readonly project?: string | undefined;
  /** @default LIVE */
  readonly env?: 'LIVE' | 'TEST' | undefined;
}

/** Adds a key to an account. */
export async function insertApiKey(
  db: Db,
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
      hash: hashRandomText(key),
      prefix: added.prefix,
      name,
      created_at: at,
      deleted_at: null,
      sealed: null,
      used_at: null,
      ...scope,
    })
    .execute();
  return added;
}

/** Lists the account's keys that are not deleted, oldest first. */
export async function listApiKeys(db: Db, accountId: string): Promise<readonly ListedKey[]> {
  return await db
    .selectFrom('api_key')
    .select(['id', 'name', 'prefix', 'project', 'env', 'created_at as createdAt', 'used_at as usedAt'])
    .where('account_id', '=', accountId)
    .where('deleted_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

/**
 * Deletes a key, so that the next request with it is refused (C010). Returns false when the account has no such key.
 */
export async function deleteApiKey(
  db: Db,
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

/** A key with its sealed text, or null when the key was never sealed. */
export interface SealedKey {
  readonly id: string;
  readonly sealed: string | null;
}

/** Finds the account's oldest key that is not deleted. */
export async function findOldestKey(db: Db, accountId: string): Promise<SealedKey | undefined> {
  return await db
    .selectFrom('api_key')
    .select(['id', 'sealed'])
    .where('account_id', '=', accountId)
    .where('deleted_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
}

/** Finds the sealed text of a key. Returns null when the key has none, and undefined when there is no such key. */
export async function findSealedText(db: Db, id: string): Promise<string | null | undefined> {
  const key = await db.selectFrom('api_key').select('sealed').where('id', '=', id).executeTakeFirst();
  return key?.sealed;
}

/** Stores the sealed text of a key that is not deleted. */
export async function storeSealedText(db: Db, id: string, sealed: string): Promise<void> {
  await db
    .updateTable('api_key')
    .set({ sealed })
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .execute();
}

/** The account and the key that a request was made with. */
export interface Caller {
  readonly accountId: string;
  readonly keyId: string;
  readonly keyPrefix: string;
  readonly project: string;
  readonly env: string;
  readonly suspended: boolean;
}

/** Finds the account of a key. Unknown, malformed and deleted keys take the same path and give undefined (C016). */
export async function findCaller(
  { db, remember }: Pick<Storage, 'db' | 'remember'>,
  key: string,
): Promise<Caller | undefined> {
  const hash = hashRandomText(key);
  return await remember(`caller:${hash}`, async () => await selectCaller(db, hash));
}

// One statement reads both tables, because it runs for every request.
async function selectCaller(db: Db, hash: string): Promise<Caller | undefined> {
  return await db
    .selectFrom('api_key')
    .innerJoin('account', 'account.id', 'api_key.account_id')
    .select([
      'account.id as accountId',
      'account.suspended',
      'api_key.id as keyId',
      'api_key.prefix as keyPrefix',
      'api_key.project',
      'api_key.env',
    ])
    .where('api_key.hash', '=', hash)
    .where('api_key.deleted_at', 'is', null)
    .executeTakeFirst();
}

/** The last use of a key is written once in this time. */
const USE_EVERY_MS = 60_000;
const MOST_NOTED = 10_000;

/** Returns a function that notes the use of a key. Requests do not wait for it, and a failure is not their matter. */
export function createUseNotes(db: Db, clock: Pick<Clock, 'now'>): (id: string) => void {
  const noted = new Map<string, number>();
  return (id) => {
    const now = clock.now();
    if (now - (noted.get(id) ?? 0) < USE_EVERY_MS) return;
    if (noted.size >= MOST_NOTED) noted.clear();
    noted.set(id, now);
    storeUse(db, id, new Date(now)).catch(() => undefined);
  };
}

// Another process may have noted it already.
async function storeUse(db: Db, id: string, at: Date): Promise<void> {
  const before = new Date(at.getTime() - USE_EVERY_MS);
  await db
    .updateTable('api_key')
    .set({ used_at: at })
    .where('id', '=', id)
    .where((where) => where.or([where('used_at', 'is', null), where('used_at', '<=', before)]))
    .execute();
}
