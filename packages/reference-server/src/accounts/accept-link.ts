import type { Storage } from '../storage/open-storage.ts';
import { replacePassword } from './change-password.ts';
import { takeLink } from './links.ts';
import { hashPassword } from './password.ts';
import { type Changed, refused } from './team.ts';
import { insertUser } from './users.ts';

/** The user who opened a link and chose a password. */
export interface LinkedUser {
  readonly accountId: string;
  readonly userId: string;
}

/** Uses a link up: adds the invited user, or gives the user of the link a new password. */
export async function acceptLink(
  storage: Pick<Storage, 'transaction'>,
  { token, password, at }: { readonly token: string; readonly password: string; readonly at: Date },
): Promise<Changed<LinkedUser>> {
  const passwordHash = await hashPassword(password);
  return await storage.transaction(async (trx) => {
    const link = await takeLink(trx, token, at);
    if (link === undefined) return refused('no such link');
    const { accountId, userId, email, role } = link;
    if (userId !== null) {
      await replacePassword(trx, { userId, passwordHash, at });
      return { value: { accountId, userId } };
    }
    const added = await insertUser(trx, { accountId, email, passwordHash, role: role ?? 'viewer', at });
    return added === undefined ? refused('e-mail address in use') : { value: { accountId, userId: added } };
  });
}
