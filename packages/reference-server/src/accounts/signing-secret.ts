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

/** The account's secret; made now when there is none yet (C176). */
export async function ensureSigningSecret(db: Reader, accountId: string, at: Date): Promise<string> {
  await db
    .insertInto('signing_secret')
    .values({ account_id: accountId, secret: createSigningSecret(), created_at: at })
    .onConflict((conflict) => conflict.column('account_id').doNothing())
    .execute();
  return await readSigningSecret(db, accountId);
}

/** Puts a new secret in the old one's place, which signs nothing from now on (C177). */
export async function rotateSigningSecret(db: Reader, accountId: string, at: Date): Promise<string> {
  const secret = createSigningSecret();
  await db
    .insertInto('signing_secret')
    .values({ account_id: accountId, secret, created_at: at })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet({ secret, created_at: at }))
    .execute();
  return secret;
}
