import type { Storage } from '../storage/open-storage.ts';
import { hashPassword } from './password.ts';
import { endSessionsOf } from './session.ts';

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
