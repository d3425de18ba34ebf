import { randomBytes } from 'node:crypto';
import type { Reader } from '../storage/database.ts';

/** `whsec_` and 43 URL-safe characters (C178). */
export const createSigningSecret = (): string => `whsec_${randomBytes(32).toString('base64url')}`;

/** The account's current signing secret. */
export async function readSigningSecret(db: Reader, accountId: string): Promise<string> {
  const { secret } = await db
    .selectFrom('signing_secret')
    .select('secret')
    .where('account_id', '=', accountId)
    .executeTakeFirstOrThrow();
  return secret;
}
