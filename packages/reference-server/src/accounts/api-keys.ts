import { createHash } from 'node:crypto';
import type { Reader } from '../storage/database.ts';
import type { Storage } from '../storage/open-storage.ts';
import { randomText } from './random-text.ts';

const PREFIX = 'sk_live_';
const SECRET_LENGTH = 40;
const SHOWN_LENGTH = PREFIX.length + 4;

/** `sk_live_` and 40 letters and digits (C008). */
const createApiKey = (): string => PREFIX + randomText(SECRET_LENGTH);

/** What is stored in the key's place. A key has 238 random bits, so a plain hash cannot be searched. */
const hashApiKey = (key: string): string => createHash('sha256').update(key).digest('hex');

/** Enough of a key to recognise it by, too little to use it. */
const apiKeyPrefix = (key: string): string => key.slice(0, SHOWN_LENGTH);

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

/** Whose key came with a request. */
export interface Caller {
  readonly accountId: string;
  readonly keyId: string;
  readonly keyPrefix: string;
  readonly project: string;
  readonly env: string;
  readonly suspended: boolean;
}

/** Finds the owner of a key. Unknown, malformed and deleted keys take the same path and all give undefined (C016). */
export async function findCaller(
  { db, remember }: Pick<Storage, 'db' | 'remember'>,
  key: string,
): Promise<Caller | undefined> {
  const hash = hashApiKey(key);
  return await remember(`caller:${hash}`, async () => await readCaller(db, hash));
}

async function readCaller(db: Reader, hash: string): Promise<Caller | undefined> {
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
