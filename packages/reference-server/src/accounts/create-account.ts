import type { Transaction } from '../storage/database.ts';
import type { NewAccount } from './account.ts';
import { apiKeyPrefix, createApiKey, hashApiKey } from './api-key.ts';
import { randomText } from './random-text.ts';
import { createSigningSecret } from './signing-secret.ts';

export interface AccountInput {
  readonly email: string;
  /** As `hashPassword` makes it: beforehand, because hashing takes too long for a transaction. */
  readonly passwordHash: string;
  /** Thousandths of a credit. */
  readonly opening: number;
  readonly at: Date;
}

/** Creates an account with one key and a signing secret, or returns undefined when the e-mail address is taken. */
export async function createAccount(trx: Transaction, input: AccountInput): Promise<NewAccount | undefined> {
  const { email, passwordHash, opening, at } = input;
  const id = `acct_${randomText(16)}`;
  const inserted = await trx
    .insertInto('account')
    .values({
      id,
      email,
      password_hash: passwordHash,
      opening,
      balance: opening,
      suspended: false,
      created_at: at,
    })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (inserted === undefined) return undefined;
  const signingSecret = createSigningSecret();
  await trx
    .insertInto('signing_secret')
    .values({ account_id: id, secret: signingSecret, created_at: at })
    .execute();
  return { id, email, apiKey: await addFirstKey(trx, id, at), signingSecret };
}

async function addFirstKey(trx: Transaction, accountId: string, at: Date): Promise<string> {
  const key = createApiKey();
  await trx
    .insertInto('api_key')
    .values({
      id: `key_${randomText(16)}`,
      account_id: accountId,
      hash: hashApiKey(key),
      prefix: apiKeyPrefix(key),
      name: 'First key',
      created_at: at,
      deleted_at: null,
    })
    .execute();
  return key;
}
