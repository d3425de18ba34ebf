import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Reader } from '../storage/database.ts';
import { readServerSecret } from './server-secret.ts';

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

/** What a text is sealed with, and whose it is: opened for anybody else it is not there. */
export interface Seal {
  readonly secret: string;
  readonly owner: string;
}

/** Hides a text from whoever has no `secret`; two sealings of one text differ. */
export function sealText(text: string, { secret, owner }: Seal): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, keyOf(secret), iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(owner));
  const hidden = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), hidden]).toString('base64url');
}

/** The text as it was sealed; throws when secret or owner differ or a bit has changed. */
export function unsealText(sealed: string, { secret, owner }: Seal): string {
  const bytes = Buffer.from(sealed, 'base64url');
  const iv = bytes.subarray(0, IV_BYTES);
  const decipher = createDecipheriv(ALGORITHM, keyOf(secret), iv, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(owner));
  decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  const text = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
  return text.toString('utf8');
}

const keyOf = (secret: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', 'sealed texts', KEY_BYTES));

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
