import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Db } from '../storage/database.ts';
import { findOldestKey, findSealedText, storeSealedText } from './api-keys.ts';
import { ensureServerSecret } from './server-secret.ts';

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

/** The parameters of sealing. A text can be unsealed only with the same secret and the same owner. */
export interface Seal {
  readonly secret: string;
  /** The id of the record that the text belongs to. It is authenticated but not part of the sealed text. */
  readonly owner: string;
}

/** Encrypts a text (AES-256-GCM). Sealing the same text twice gives different results. */
export function sealText(text: string, { secret, owner }: Seal): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, keyOf(secret), iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(owner));
  const hidden = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), hidden]).toString('base64url');
}

/** Returns the text that was sealed. Throws when the secret or the owner differs or a bit was changed. */
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
 * Stores a sealed copy of a key, so that the server can sign with it later. Call it only for keys of a provider that
 * signs with the API key. Of all other keys the server stores the hash only (C008). The secret of the seal is in
 * another table.
 */
export async function keepForSigning(
  db: Db,
  { id, key }: { readonly id: string; readonly key: string },
): Promise<void> {
  if (typeof (await findSealedText(db, id)) === 'string') return;
  const sealed = sealText(key, { secret: await ensureServerSecret(db, SECRET_NAME), owner: id });
  await storeSealedText(db, id, sealed);
}

/**
 * Returns the full text of the account's oldest key that is not deleted. Use it for signing only and never show it.
 * Returns undefined when the account has no key, or when `keepForSigning` was never called for this key (S07).
 */
export async function findFirstApiKey(db: Db, accountId: string): Promise<string | undefined> {
  const first = await findOldestKey(db, accountId);
  if (first === undefined || first.sealed === null) return undefined;
  return unsealText(first.sealed, { secret: await ensureServerSecret(db, SECRET_NAME), owner: first.id });
}
