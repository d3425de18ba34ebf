import type { Storage } from '../storage/open-storage.ts';
import type { Transaction } from '../storage/database.ts';
import { deletePasswordLinks } from './links.ts';
import { hashPassword, verifyPassword } from './password.ts';
import { endSessionsOf } from './sessions.ts';
import { findUserByEmail, updateUser } from './users.ts';

/** Changes the password of a user. Returns false when no user has this e-mail address. The operator calls it. */
export async function setPassword(
  storage: Pick<Storage, 'transaction'>,
  email: string,
  { password, at }: { readonly password: string; readonly at: Date },
): Promise<boolean> {
  const passwordHash = await hashPassword(password);
  return await storage.transaction(async (trx) => {
    const user = await findUserByEmail(trx, email);
    if (user === undefined) return false;
    await replacePassword(trx, { userId: user.id, passwordHash, at });
    return true;
  });
}

export interface PasswordChange {
  readonly email: string;
  readonly oldPassword: string;
  readonly newPassword: string;
  readonly at: Date;
}

/** Changes the password of a user who knows the old one. Returns false when the old one is wrong. */
export async function changePassword(
  storage: Pick<Storage, 'db' | 'transaction'>,
  { email, oldPassword, newPassword, at }: PasswordChange,
): Promise<boolean> {
  const user = await findUserByEmail(storage.db, email);
  if (!(await verifyPassword(oldPassword, user?.passwordHash))) return false;
  return await setPassword(storage, email, { password: newPassword, at });
}

/** Replaces the password of a user. All sessions of the user end, because they began with the old one. */
export async function replacePassword(
  trx: Transaction,
  { userId, passwordHash, at }: { readonly userId: string; readonly passwordHash: string; readonly at: Date },
): Promise<void> {
  await updateUser(trx, userId, { passwordHash });
  await endSessionsOf(trx, { userId, at });
  await deletePasswordLinks(trx, userId);
}
