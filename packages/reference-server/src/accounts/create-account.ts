import type { Transaction } from '../storage/database.ts';
import type { NewAccount } from './account.ts';
import { addApiKey } from './api-keys.ts';
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
  const { key: apiKey } = await addApiKey(trx, id, { name: 'First key', at });
  return { id, email, apiKey, signingSecret };
}
