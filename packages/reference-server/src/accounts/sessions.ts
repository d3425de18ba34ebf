import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod/v4';
import type { Db, Transaction } from '../storage/database.ts';
import type { Storage } from '../storage/open-storage.ts';
import { randomText } from './random-text.ts';
import type { Role } from './role.ts';
import { ensureServerSecret } from './server-secret.ts';

/** Eight hours, a third of what C180 allows. */
export const SESSION_SECONDS = 28_800;
const KEY_NAME = 'session';

const COOKIE = 'scrapekit_session';

/**
 * Returns the name of the session cookie. At an https address it begins with `__Host-`, so that browsers take it from no
 * other host and from no connection without encryption (RFC 6265bis).
 */
export const sessionCookieName = (publicUrl: string | undefined): string =>
  publicUrl?.startsWith('https:') === true ? `__Host-${COOKIE}` : COOKIE;

/** A session of a user who is logged in to the dashboard. */
export interface Session {
  readonly id: string;
  readonly accountId: string;
  readonly userId: string;
  /** Of the user. */
  readonly email: string;
  readonly role: Role;
  readonly timeZone: string;
  /** Whether the account is suspended. */
  readonly suspended: boolean;
}

/** The user of a new session, and where the user logged in. */
export interface NewSession {
  readonly accountId: string;
  readonly userId: string;
  /** The name of the browser and the system. */
  readonly browser: string;
  /** The shortened IP address. */
  readonly network: string;
  /** The hash that the password of a log-in matched. */
  readonly passwordHash?: string | undefined;
}

/**
 * Begins a session and returns its token, which is valid for `SESSION_SECONDS`. Returns undefined when the user was removed
 * or has another password since the log-in was checked, because such a session would outlive the change.
 */
export async function beginSession(
  { db, transaction }: Pick<Storage, 'db' | 'transaction'>,
  session: NewSession,
  at: Date,
): Promise<string | undefined> {
  const key = await ensureServerSecret(db, KEY_NAME);
  const token = await transaction(async (trx) =>
    (await lockUser(trx, session)) ? await insertSession(trx, session, { at, key }) : undefined,
  );
  // Expired sessions are deleted here, because no token of theirs is accepted any more.
  await db.deleteFrom('session').where('expires_at', '<', at).execute();
  return token;
}

/** Makes a change of the password wait, so that it ends the new session too. Returns false when there was one. */
async function lockUser(
  trx: Transaction,
  { userId, passwordHash }: Pick<NewSession, 'userId' | 'passwordHash'>,
): Promise<boolean> {
  let query = trx.selectFrom('account_user').select('id').where('id', '=', userId);
  if (passwordHash !== undefined) query = query.where('password_hash', '=', passwordHash);
  return (await query.forShare().executeTakeFirst()) !== undefined;
}

async function insertSession(
  trx: Transaction,
  { accountId, userId, browser, network }: NewSession,
  { at, key }: { readonly at: Date; readonly key: string },
): Promise<string> {
  const id = `ses_${randomText(20)}`;
  const iat = Math.floor(at.getTime() / 1000);
  const exp = iat + SESSION_SECONDS;
  await trx
    .insertInto('session')
    .values({
      id,
      account_id: accountId,
      user_id: userId,
      browser,
      network,
      begun_at: at,
      seen_at: at,
      expires_at: new Date(exp * 1000),
      ended_at: null,
    })
    .execute();
  return await signSessionToken({ sub: accountId, jti: id, iat, nbf: iat, exp }, key);
}

/** The time of the last request of a session is written once in this time. */
const SEEN_EVERY_MS = 60_000;

/** Finds the session of a token. Returns undefined when the token is not valid at `now` or its session was ended. */
export async function findSession(db: Db, token: string, now: Date): Promise<Session | undefined> {
  const claims = await parseSessionToken(token, { key: await ensureServerSecret(db, KEY_NAME), now });
  if (claims === undefined) return undefined;
  // One statement reads all tables, because it runs for every request of the dashboard.
  const found = await db
    .selectFrom('session')
    .innerJoin('account', 'account.id', 'session.account_id')
    .innerJoin('account_user', 'account_user.id', 'session.user_id')
    .select(['session.id', 'account.id as accountId', 'account.suspended', 'session.seen_at as seenAt'])
    .select(['account_user.id as userId', 'account_user.email', 'role', 'time_zone as timeZone'])
    .where('session.id', '=', claims.jti)
    .where('session.account_id', '=', claims.sub)
    .where('session.ended_at', 'is', null)
    .executeTakeFirst();
  if (found === undefined) return undefined;
  const { seenAt, ...session } = found;
  if (now.getTime() - (seenAt?.getTime() ?? 0) > SEEN_EVERY_MS) await noteSeen(db, session.id, now);
  return session;
}

async function noteSeen(db: Db, id: string, at: Date): Promise<void> {
  try {
    await db.updateTable('session').set({ seen_at: at }).where('id', '=', id).execute();
  } catch {
    // Pages are read on a full disk, too. A lost database is reported by the statements of the page.
  }
}

/** A session as it is listed. */
export interface ListedSession {
  readonly id: string;
  /** Null for a session that began before these were stored. */
  readonly begunAt: Date | null;
  readonly seenAt: Date | null;
  readonly browser: string | null;
  readonly network: string | null;
}

/** Lists the sessions of a user that have not ended, the one seen last first. */
export async function listSessions(
  db: Db,
  { userId, at }: { readonly userId: string; readonly at: Date },
): Promise<readonly ListedSession[]> {
  return await db
    .selectFrom('session')
    .select(['id', 'begun_at as begunAt', 'seen_at as seenAt', 'browser', 'network'])
    .where('user_id', '=', userId)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', at)
    .orderBy('seen_at', (order) => order.desc().nullsLast())
    .orderBy('id')
    .execute();
}

/** Selects one session of a user, or all of them without an id. */
export interface SessionsToEnd {
  readonly userId: string;
  readonly at: Date;
  readonly id?: string;
  /** The session that goes on. */
  readonly except?: string;
}

/**
 * Ends sessions. From now on their tokens are refused, including copies of them (C180). Returns how many sessions were
 * ended.
 */
export async function endSessionsOf(db: Db, { userId, at, id, except }: SessionsToEnd): Promise<number> {
  let update = db
    .updateTable('session')
    .set({ ended_at: at })
    .where('user_id', '=', userId)
    .where('ended_at', 'is', null);
  if (id !== undefined) update = update.where('id', '=', id);
  if (except !== undefined) update = update.where('id', '!=', except);
  const { numUpdatedRows } = await update.executeTakeFirst();
  return Number(numUpdatedRows);
}

/** The claims of a session token: account id, session id, and when it was issued and is valid (Unix seconds). */
export interface SessionClaims {
  readonly sub: string;
  readonly jti: string;
  readonly iat: number;
  readonly nbf: number;
  readonly exp: number;
}

const AUDIENCE = 'scrapekit-dashboard';
const ALGORITHM = 'HS256';
/** The largest difference between the clocks of two servers. */
const SKEW_SECONDS = 5;

// The header must have no further fields, because a token of this server has none.
const header = z.strictObject({ alg: z.literal(ALGORITHM), typ: z.literal('JWT') });
const claims = z.object({ sub: z.string(), jti: z.string(), iat: z.int(), nbf: z.int(), exp: z.int() });

/** Returns a JWT signed with HS256, the only algorithm that this server accepts (RFC 7519, C180). */
export async function signSessionToken(session: SessionClaims, key: string): Promise<string> {
  return await new SignJWT({ ...session, aud: AUDIENCE })
    .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' })
    .sign(Buffer.from(key));
}

/** Returns the claims of a token that this server signed for its dashboard and that is valid at `now`, or undefined. */
export async function parseSessionToken(
  token: string,
  { key, now }: { readonly key: string; readonly now: Date },
): Promise<SessionClaims | undefined> {
  try {
    const { payload, protectedHeader } = await jwtVerify(token, Buffer.from(key), {
      algorithms: [ALGORITHM],
      audience: AUDIENCE,
      currentDate: now,
      clockTolerance: SKEW_SECONDS,
    });
    const session = claims.safeParse(payload).data;
    if (!header.safeParse(protectedHeader).success || session === undefined) return undefined;
    // The clock tolerance is for tokens that seem to begin in the future. It must not make a session longer.
    return now.getTime() / 1000 < session.exp ? session : undefined;
  } catch {
    // jose throws a different error for each defect of a token. All of them mean that the token is not valid.
    return undefined;
  }
}
