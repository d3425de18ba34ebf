import { randomBytes } from 'node:crypto';
import type { Db } from '../storage/database.ts';

/** Returns `whsec_` and 43 URL-safe characters (C178). */
const createSigningSecret = (): string => `whsec_${randomBytes(32).toString('base64url')}`;

/** Creates the signing secret of an account that has none. */
export async function insertSigningSecret(db: Db, accountId: string, at: Date): Promise<string> {
  const secret = createSigningSecret();
  await db.insertInto('signing_secret').values({ account_id: accountId, secret, created_at: at }).execute();
  return secret;
}

/** Returns the account's current signing secret. */
export async function requireSigningSecret(db: Db, accountId: string): Promise<string> {
  const { secret } = await db
    .selectFrom('signing_secret')
    .select('secret')
    .where('account_id', '=', accountId)
    .executeTakeFirstOrThrow();
  return secret;
}

/** Returns the account's signing secret and creates it when the account has none (C176). */
export async function ensureSigningSecret(db: Db, accountId: string, at: Date): Promise<string> {
  await db
    .insertInto('signing_secret')
    .values({ account_id: accountId, secret: createSigningSecret(), created_at: at })
    .onConflict((conflict) => conflict.column('account_id').doNothing())
    .execute();
  return await requireSigningSecret(db, accountId);
}

/** Replaces the account's signing secret. Webhooks are no longer signed with the old one (C177). */
export async function rotateSigningSecret(db: Db, accountId: string, at: Date): Promise<string> {
  const secret = createSigningSecret();
  await db
    .insertInto('signing_secret')
    .values({ account_id: accountId, secret, created_at: at })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet({ secret, created_at: at }))
    .execute();
  return secret;
}
