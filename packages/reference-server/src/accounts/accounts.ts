import { sql } from 'kysely';
import type { Db, Transaction } from '../storage/database.ts';
import { insertApiKey } from './api-keys.ts';
import { randomText } from './random-text.ts';
import { insertSigningSecret } from './signing-secret.ts';
import { insertUser } from './users.ts';

/** An account pays for its jobs. All amounts are thousandths of a credit. */
export interface Account {
  readonly id: string;
  /** The e-mail address of one of its owners. */
  readonly email: string;
  /** The balance that the account was created with. */
  readonly opening: number;
  readonly balance: number;
  readonly suspended: boolean;
  /** The dashboard tells users when the balance is lower. */
  readonly lowBalance: number;
  readonly createdAt: Date;
}

/** A new account with its secrets, which are readable only now. */
export interface NewAccount {
  readonly id: string;
  readonly email: string;
  readonly apiKey: string;
  readonly signingSecret: string;
}

const columns = [
  'id',
  'email',
  'opening',
  'balance',
  'suspended',
  'low_balance as lowBalance',
  'created_at as createdAt',
] as const;

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

/** Sets the balance below which the dashboard tells users that it is low. */
export async function setLowBalance(db: Db, id: string, units: number): Promise<void> {
  await db.updateTable('account').set({ low_balance: units }).where('id', '=', id).execute();
}

/** Changes the e-mail address under which the operator finds an account. */
export async function setAccountEmail(trx: Transaction, id: string, email: string): Promise<void> {
  await trx.updateTable('account').set({ email }).where('id', '=', id).execute();
}

export interface AccountInput {
  readonly email: string;
  /** The result of `hashPassword`, which is called before the transaction because it is slow. */
  readonly passwordHash: string;
  /** Thousandths of a credit. */
  readonly opening: number;
  readonly at: Date;
}

/**
 * Creates an account with its first owner and a signing secret. Returns undefined when the e-mail address has an account
 * or belongs to a user of another one.
 */
export async function openAccount(
  trx: Transaction,
  { email, passwordHash, opening, at }: AccountInput,
): Promise<Omit<NewAccount, 'apiKey'> | undefined> {
  const id = `acct_${randomText(16)}`;
  const inserted = await trx
    .insertInto('account')
    .values({
      id,
      email,
      password_hash: null,
      opening,
      balance: opening,
      suspended: false,
      created_at: at,
    })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (inserted === undefined) return undefined;
  const owner = await insertUser(trx, { accountId: id, email, passwordHash, role: 'owner', at });
  if (owner === undefined) {
    await trx.deleteFrom('account').where('id', '=', id).execute();
    return undefined;
  }
  return { id, email, signingSecret: await insertSigningSecret(trx, id, at) };
}

/** Creates an account like `openAccount`, and one API key. */
export async function createAccount(trx: Transaction, input: AccountInput): Promise<NewAccount | undefined> {
  const account = await openAccount(trx, input);
  if (account === undefined) return undefined;
  const { key: apiKey } = await insertApiKey(trx, account.id, { name: 'First key', at: input.at });
  return { ...account, apiKey };
}
