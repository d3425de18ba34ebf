import type { Reader } from '../storage/database.ts';
import { sealText, unsealText } from './seal.ts';
import { readServerSecret } from './server-secret.ts';

const SECRET_NAME = 'api-key-seal';

/** The form in which a key is kept for signing, beside its hash. Its secret is in another table. */
export async function sealApiKey(
  db: Reader,
  { id, key }: { readonly id: string; readonly key: string },
): Promise<string> {
  return sealText(key, { secret: await readServerSecret(db, SECRET_NAME), owner: id });
}

/**
 * The oldest key of the account that is not deleted, in full: for signing, never for an answer. Undefined when there
 * is none, or when it was made before keys were kept for this.
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
