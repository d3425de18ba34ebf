import type { Reader } from '../storage/database.ts';
import type { Storage } from '../storage/open-storage.ts';
import { hashApiKey } from './api-key.ts';

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
