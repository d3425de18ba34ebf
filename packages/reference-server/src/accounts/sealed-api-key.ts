import type { Reader } from '../storage/database.ts';
import { sealText, unsealText } from './seal.ts';
import { readServerSecret } from './server-secret.ts';

const SECRET_NAME = 'api-key-seal';

/**
 * Keeps a key for signing, sealed, beside its hash; the seal's secret is in another table. For keys that somebody uses
 * where they sign, and for no others: of all others the server has the hash and nothing else (C008).
 */
export async function keepForSigning(
  db: Reader,
  { id, key }: { readonly id: string; readonly key: string },
): Promise<void> {
  const kept = await db
    .selectFrom('api_key')
    .select('id')
    .where('id', '=', id)
    .where('sealed', 'is not', null)
    .executeTakeFirst();
  if (kept !== undefined) return;
  const sealed = sealText(key, { secret: await readServerSecret(db, SECRET_NAME), owner: id });
  await db
    .updateTable('api_key')
    .set({ sealed })
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .execute();
}

/**
 * The oldest key of the account that is not deleted, in full: for signing, never for an answer. Undefined when there
 * is none, or when it was never kept for this.
 */
export async function readFirstApiKey(db: Reader, accountId: string): Promise<string | undefined> {
  const first = await db
    .selectFrom('api_key')
    .select(['id', 'sealed'])
    .where('account_id', '=', accountId)
    .where('deleted_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  if (first === undefined || first.sealed === null) return undefined;
  return unsealText(first.sealed, { secret: await readServerSecret(db, SECRET_NAME), owner: first.id });
}
