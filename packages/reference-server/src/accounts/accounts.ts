import { sql } from 'kysely';
import type { Db, Transaction } from '../storage/database.ts';
import type { Storage } from '../storage/open-storage.ts';
import { insertApiKey } from './api-keys.ts';
import { hashPassword, verifyPassword } from './password.ts';
import { randomText } from './random-text.ts';
import { endSessionsOf } from './sessions.ts';
import { insertSigningSecret } from './signing-secret.ts';

/** An account pays for its jobs. All amounts are thousandths of a credit. */
export interface Account {
  readonly id: string;
  readonly email: string;
  /** The balance that the account was created with. */
  readonly opening: number;
  readonly balance: number;
  readonly suspended: boolean;
  readonly createdAt: Date;
}

/** A new account with its secrets, which are readable only now. */
export interface NewAccount {
  readonly id: string;
  readonly email: string;
  readonly apiKey: string;
  readonly signingSecret: string;
}

const columns = ['id', 'email', 'opening', 'balance', 'suspended', 'created_at as createdAt'] as const;

export async function findAccount(db: Db, id: string): Promise<Account | undefined> {
  return await db.selectFrom('account').select(columns).where('id', '=', id).executeTakeFirst();
}

export async function findAccountByEmail(db: Db, email: string): Promise<Account | undefined> {
  return await db
    .selectFrom('account')
    .select(columns)
    .where('email', '=', email.toLowerCase())
    .executeTakeFirst();
}

export interface AccountPage {
  readonly limit: number;
  /** The id of the last account of the page before. */
  readonly after?: string | undefined;
}

/** Lists accounts in the order of their creation. */
export async function listAccounts(db: Db, { limit, after }: AccountPage): Promise<readonly Account[]> {
  let query = db.selectFrom('account').select(columns);
  if (after !== undefined)
    query = query.where(
      sql<boolean>`(created_at, id) > (select created_at, id from account where id = ${after})`,
    );
  return await query.orderBy('created_at').orderBy('id').limit(limit).execute();
}

/** Finds the account that was created first. Returns undefined while there is no account. */
export async function findOldestAccount(db: Db): Promise<Account | undefined> {
  return await db
    .selectFrom('account')
    .select(columns)
    .orderBy('created_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
}

/** Returns the account and locks it, so that no other transaction changes its balance until this one ends. */
export async function lockAccount(trx: Transaction, id: string): Promise<Account> {
  return await trx
    .selectFrom('account')
    .select(columns)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
}

/**
 * Waits until every other transaction has ended that changes the account or adds a row that refers to it, such as a job
 * or a line of the ledger. Until this transaction ends, new ones wait for it.
 */
export async function waitForAccountWriters(trx: Transaction, id: string): Promise<void> {
  await trx.selectFrom('account').select('id').where('id', '=', id).forUpdate().executeTakeFirst();
}

/**
 * Adds `units` to the balance, or subtracts them when they are negative. Only the ledger calls this, because every
 * change of a balance needs ledger lines of the same sum (C064).
 */
export async function changeBalance(trx: Transaction, id: string, units: number): Promise<void> {
  await trx
    .updateTable('account')
    .set((set) => ({ balance: set('balance', '+', units) }))
    .where('id', '=', id)
    .execute();
}

/** Suspends an account, so that its requests are refused (C013), or ends the suspension. */
export async function setSuspended(trx: Transaction, id: string, suspended: boolean): Promise<void> {
  await trx.updateTable('account').set({ suspended }).where('id', '=', id).execute();
}

export interface AccountInput {
  readonly email: string;
  /** The result of `hashPassword`, which is called before the transaction because it is slow. */
  readonly passwordHash: string;
  /** Thousandths of a credit. */
  readonly opening: number;
  readonly at: Date;
}

/** Creates an account with one API key and a signing secret. Returns undefined when the e-mail address is taken. */
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
  const signingSecret = await insertSigningSecret(trx, id, at);
  const { key: apiKey } = await insertApiKey(trx, id, { name: 'First key', at });
  return { id, email, apiKey, signingSecret };
}

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** The account of a successful log-in. */
export interface LoggedIn {
  readonly id: string;
  readonly email: string;
  readonly suspended: boolean;
}

/**
 * Returns the account of these credentials, or undefined. An unknown address and a wrong password give the same result
 * after the same time (C182).
 */
export async function logIn(db: Db, { email, password }: Credentials): Promise<LoggedIn | undefined> {
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

/** Changes the password of an account and ends its sessions. Returns false when no account has this e-mail address. */
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
