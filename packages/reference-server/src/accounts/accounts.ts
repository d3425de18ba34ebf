import type { Reader, Transaction } from '../storage/database.ts';
import type { Storage } from '../storage/open-storage.ts';
import { addApiKey } from './api-keys.ts';
import { hashPassword, verifyPassword } from './password.ts';
import { randomText } from './random-text.ts';
import { endSessionsOf } from './sessions.ts';
import { createSigningSecret } from './signing-secret.ts';

/** Who pays: balances are thousandths of a credit. */
export interface Account {
  readonly id: string;
  readonly email: string;
  readonly opening: number;
  readonly balance: number;
  readonly suspended: boolean;
}

/** An account and its secrets, which are shown this once. */
export interface NewAccount {
  readonly id: string;
  readonly email: string;
  readonly apiKey: string;
  readonly signingSecret: string;
}

const columns = ['id', 'email', 'opening', 'balance', 'suspended'] as const;

export async function readAccount(db: Reader, id: string): Promise<Account | undefined> {
  return await db.selectFrom('account').select(columns).where('id', '=', id).executeTakeFirst();
}

/** Reads the account and keeps everybody else from changing its balance until the transaction ends. */
export async function lockAccount(trx: Transaction, id: string): Promise<Account> {
  return await trx
    .selectFrom('account')
    .select(columns)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
}

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

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** Who may begin a session. */
export interface LoggedIn {
  readonly id: string;
  readonly email: string;
  readonly suspended: boolean;
}

/** The account these credentials open. Unknown address and wrong password look and last the same (C182). */
export async function logIn(db: Reader, { email, password }: Credentials): Promise<LoggedIn | undefined> {
  const account = await db
    .selectFrom('account')
    .select(['id', 'email', 'suspended', 'password_hash as hash'])
    .where('email', '=', email.toLowerCase())
    .executeTakeFirst();
  const right = await verifyPassword(password, account?.hash);
  return right && account !== undefined
    ? { id: account.id, email: account.email, suspended: account.suspended }
    : undefined;
}

/** Gives an account another password and ends its sessions; returns false when no account has this e-mail address. */
export async function setPassword(
  storage: Pick<Storage, 'transaction'>,
  email: string,
  { password, at }: { readonly password: string; readonly at: Date },
): Promise<boolean> {
  const passwordHash = await hashPassword(password);
  return await storage.transaction(async (trx) => {
    const account = await trx
      .updateTable('account')
      .set({ password_hash: passwordHash })
      .where('email', '=', email.toLowerCase())
      .returning('id')
      .executeTakeFirst();
    if (account === undefined) return false;
    await endSessionsOf(trx, account.id, at);
    return true;
  });
}
