import type { Db, Transaction } from '../storage/database.ts';
import { hashRandomText, randomText } from './random-text.ts';
import type { Role } from './role.ts';

/** Three days, so that a link that was sent on a Friday works on Monday. */
const LINK_MS = 3 * 86_400_000;

const TOKEN_LENGTH = 40;

/** A link that works once: it invites a new user, or it lets a user choose a new password. */
export interface UserLink {
  readonly id: string;
  readonly accountId: string;
  /** The user who chooses a new password. Null for an invitation. */
  readonly userId: string | null;
  readonly email: string;
  /** The role of an invited user. Null for a new password. */
  readonly role: Role | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

const columns = [
  'id',
  'account_id as accountId',
  'user_id as userId',
  'email',
  'role',
  'created_at as createdAt',
  'expires_at as expiresAt',
] as const;

/**
 * Stores a link and returns its token, which is readable only now. An earlier link for the same e-mail address of the
 * account stops working.
 */
export async function insertLink(
  trx: Transaction,
  { accountId, userId, email, role }: Pick<UserLink, 'accountId' | 'userId' | 'email' | 'role'>,
  at: Date,
): Promise<string> {
  const token = randomText(TOKEN_LENGTH);
  await trx
    .deleteFrom('user_link')
    .where((where) =>
      where.or([
        where.and([where('account_id', '=', accountId), where('email', '=', email)]),
        where('expires_at', '<=', at),
      ]),
    )
    .execute();
  await trx
    .insertInto('user_link')
    .values({
      id: `lnk_${randomText(16)}`,
      token_hash: hashRandomText(token),
      account_id: accountId,
      user_id: userId,
      email,
      role,
      created_at: at,
      expires_at: new Date(at.getTime() + LINK_MS),
    })
    .execute();
  return token;
}

/** Finds the link with this token. Returns undefined when it was used or taken back, and after its end. */
export async function findLink(db: Db, token: string, at: Date): Promise<UserLink | undefined> {
  return await db
    .selectFrom('user_link')
    .select(columns)
    .where('token_hash', '=', hashRandomText(token))
    .where('expires_at', '>', at)
    .executeTakeFirst();
}

/** Removes a link and returns it. Of two callers with the same token, one gets undefined. */
export async function takeLink(trx: Transaction, token: string, at: Date): Promise<UserLink | undefined> {
  return await trx
    .deleteFrom('user_link')
    .where('token_hash', '=', hashRandomText(token))
    .where('expires_at', '>', at)
    .returning(columns)
    .executeTakeFirst();
}

/** Lists the links of an account that work, oldest first. */
export async function listLinks(db: Db, accountId: string, at: Date): Promise<readonly UserLink[]> {
  return await db
    .selectFrom('user_link')
    .select(columns)
    .where('account_id', '=', accountId)
    .where('expires_at', '>', at)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

/** Takes a link of an account back. Returns false when there is no such link. */
export async function deleteLink(
  db: Db,
  { accountId, id }: Pick<UserLink, 'accountId' | 'id'>,
): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('user_link')
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

/** Takes back all links of an account. */
export async function deleteLinksOf(trx: Transaction, accountId: string): Promise<void> {
  await trx.deleteFrom('user_link').where('account_id', '=', accountId).execute();
}

/** Takes back the links with which a user could choose a password. */
export async function deletePasswordLinks(trx: Transaction, userId: string): Promise<void> {
  await trx.deleteFrom('user_link').where('user_id', '=', userId).execute();
}
