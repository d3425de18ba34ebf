import type { Db, Transaction } from '../storage/database.ts';
import { randomText } from './random-text.ts';
import type { Role } from './role.ts';

/** A person who logs in to the dashboard of an account. An e-mail address belongs to one user of one account. */
export interface User {
  readonly id: string;
  readonly accountId: string;
  /** In lower case. */
  readonly email: string;
  readonly role: Role;
  /** A name of the IANA time zone database, such as `Europe/Berlin`. */
  readonly timeZone: string;
  readonly createdAt: Date;
}

const columns = [
  'id',
  'account_id as accountId',
  'email',
  'role',
  'time_zone as timeZone',
  'created_at as createdAt',
] as const;

export interface NewUser {
  readonly accountId: string;
  readonly email: string;
  /** The result of `hashPassword`. */
  readonly passwordHash: string;
  readonly role: Role;
  readonly at: Date;
}

/** Adds a user to an account and returns its id. Returns undefined when the e-mail address has a user. */
export async function insertUser(
  trx: Transaction,
  { accountId, email, passwordHash, role, at }: NewUser,
): Promise<string | undefined> {
  const inserted = await trx
    .insertInto('account_user')
    .values({
      id: `usr_${randomText(16)}`,
      account_id: accountId,
      email: email.toLowerCase(),
      password_hash: passwordHash,
      role,
      created_at: at,
    })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted?.id;
}

/** Lists the users of an account in the order in which they were added. */
export async function listUsers(db: Db, accountId: string): Promise<readonly User[]> {
  return await db
    .selectFrom('account_user')
    .select(columns)
    .where('account_id', '=', accountId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

/** Finds a user of an account. Returns undefined for an unknown id and for a user of another account. */
export async function findUser(
  db: Db,
  { accountId, id }: Pick<User, 'accountId' | 'id'>,
): Promise<User | undefined> {
  return await db
    .selectFrom('account_user')
    .select(columns)
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .executeTakeFirst();
}

export interface UserWithHash extends User {
  readonly passwordHash: string;
}

/** Finds the user with this e-mail address, in any case, with the hash of the password. */
export async function findUserByEmail(db: Db, email: string): Promise<UserWithHash | undefined> {
  return await db
    .selectFrom('account_user')
    .select([...columns, 'password_hash as passwordHash'])
    .where('email', '=', email.toLowerCase())
    .executeTakeFirst();
}

export type UserChange = Partial<Pick<UserWithHash, 'passwordHash' | 'role' | 'timeZone'>>;

export async function updateUser(
  db: Db,
  id: string,
  { passwordHash, role, timeZone }: UserChange,
): Promise<void> {
  await db
    .updateTable('account_user')
    .set({ password_hash: passwordHash, role, time_zone: timeZone })
    .where('id', '=', id)
    .execute();
}

/** Deletes a user with all sessions and links. */
export async function deleteUser(trx: Transaction, id: string): Promise<void> {
  await trx.deleteFrom('account_user').where('id', '=', id).execute();
}
