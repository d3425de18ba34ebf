import type { Transaction } from '../storage/database.ts';
import type { Storage } from '../storage/open-storage.ts';
import { lockAccount, setAccountEmail } from './accounts.ts';
import { deleteLinksOf, insertLink } from './links.ts';
import type { Role } from './role.ts';
import { deleteUser, findUser, findUserByEmail, listUsers, updateUser, type User } from './users.ts';

/** Why a change of the users of an account was refused. */
export type TeamRefusal =
  'not an owner' | 'no such user' | 'last owner' | 'e-mail address in use' | 'no such link';

/** A change of the users, or the reason why nothing was changed. */
export type Changed<Value> = { readonly value: Value } | { readonly refusal: TeamRefusal };

/** An owner who changes the users of the account. */
export interface Actor {
  readonly accountId: string;
  readonly userId: string;
}

export const refused = (refusal: TeamRefusal) => ({ refusal });

/**
 * Runs a change by an owner while no other one runs. The role is read again after the lock, because another owner may
 * have taken it a moment before.
 */
async function asOwner<Value>(
  storage: Pick<Storage, 'transaction'>,
  { accountId, userId }: Actor,
  change: (trx: Transaction) => Promise<Changed<Value>>,
): Promise<Changed<Value>> {
  return await storage.transaction(async (trx) => {
    await lockAccount(trx, accountId);
    const actor = await findUser(trx, { accountId, id: userId });
    return actor?.role === 'owner' ? await change(trx) : refused('not an owner');
  });
}

/** Creates a link that invites a person, and returns its token. */
export async function inviteUser(
  storage: Pick<Storage, 'transaction'>,
  actor: Actor,
  { email, role, at }: { readonly email: string; readonly role: Role; readonly at: Date },
): Promise<Changed<string>> {
  return await asOwner(storage, actor, async (trx) => {
    const { accountId } = actor;
    const known = await findUserByEmail(trx, email);
    // A user of another account is not mentioned here. The person reads it when opening the link.
    if (known?.accountId === accountId) return refused('e-mail address in use');
    return { value: await insertLink(trx, { accountId, userId: null, email, role }, at) };
  });
}

/** Creates a link with which another user chooses a new password, and returns its token. */
export async function offerNewPassword(
  storage: Pick<Storage, 'transaction'>,
  actor: Actor,
  { id, at }: { readonly id: string; readonly at: Date },
): Promise<Changed<string>> {
  return await asOwner(storage, actor, async (trx) => {
    const { accountId } = actor;
    const user = await findUser(trx, { accountId, id });
    if (user === undefined) return refused('no such user');
    const { email } = user;
    return { value: await insertLink(trx, { accountId, userId: id, email, role: null }, at) };
  });
}

/** Gives a user another role. The last owner stays an owner. */
export async function changeRole(
  storage: Pick<Storage, 'transaction'>,
  actor: Actor,
  { id, role }: { readonly id: string; readonly role: Role },
): Promise<Changed<User>> {
  return await asOwner(storage, actor, async (trx) => {
    const { accountId } = actor;
    const user = await findUser(trx, { accountId, id });
    if (user === undefined) return refused('no such user');
    if (role !== 'owner' && !(await hasOtherOwner(trx, user))) return refused('last owner');
    await updateUser(trx, id, { role });
    if (role !== 'owner') await afterLossOfOwner(trx, user);
    return { value: { ...user, role } };
  });
}

/** Removes a user, whose sessions and links end. The last owner stays. */
export async function removeUser(
  storage: Pick<Storage, 'transaction'>,
  actor: Actor,
  id: string,
): Promise<Changed<User>> {
  return await asOwner(storage, actor, async (trx) => {
    const { accountId } = actor;
    const user = await findUser(trx, { accountId, id });
    if (user === undefined) return refused('no such user');
    if (!(await hasOtherOwner(trx, user))) return refused('last owner');
    await deleteUser(trx, id);
    await afterLossOfOwner(trx, user);
    return { value: user };
  });
}

async function hasOtherOwner(trx: Transaction, { accountId, id }: User): Promise<boolean> {
  const users = await listUsers(trx, accountId);
  return users.some((user) => user.role === 'owner' && user.id !== id);
}

/**
 * Takes back the links of a former owner, who may keep copies of them, and gives the account the e-mail address of
 * another owner when it had this one's.
 */
async function afterLossOfOwner(trx: Transaction, { accountId, email, role }: User): Promise<void> {
  if (role !== 'owner') return;
  await deleteLinksOf(trx, accountId);
  const account = await lockAccount(trx, accountId);
  const owner = (await listUsers(trx, accountId)).find((user) => user.role === 'owner');
  if (owner !== undefined && account.email === email) await setAccountEmail(trx, accountId, owner.email);
}
