import type { Reader } from '../storage/database.ts';
import { verifyPassword } from './password.ts';

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
