import type { Db } from '../storage/database.ts';
import { findAccount } from './accounts.ts';
import { verifyPassword } from './password.ts';
import { findUserByEmail } from './users.ts';

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** The user of a successful log-in, and the account. */
export interface LoggedIn {
  readonly userId: string;
  readonly accountId: string;
  readonly email: string;
  readonly suspended: boolean;
  /** The hash that the password matched. */
  readonly passwordHash: string;
}

/**
 * Returns the user of these credentials, or undefined. An unknown address and a wrong password give the same result
 * after the same time (C182).
 */
export async function logIn(db: Db, { email, password }: Credentials): Promise<LoggedIn | undefined> {
  const user = await findUserByEmail(db, email);
  const isRight = await verifyPassword(password, user?.passwordHash);
  if (!isRight || user === undefined) return undefined;
  const { id: userId, accountId, email: address, passwordHash } = user;
  const account = await findAccount(db, accountId);
  return account && { userId, accountId, email: address, suspended: account.suspended, passwordHash };
}
