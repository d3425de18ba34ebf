import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod/v4';
import type { Db } from '../storage/database.ts';
import { randomText } from './random-text.ts';
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

/** A session of a person who is logged in to the dashboard. */
export interface Session {
  readonly id: string;
  readonly accountId: string;
  readonly email: string;
  readonly suspended: boolean;
}

/** Begins a session and returns its token, which is valid for `SESSION_SECONDS`. */
export async function beginSession(db: Db, accountId: string, at: Date): Promise<string> {
  const id = `ses_${randomText(20)}`;
  const iat = Math.floor(at.getTime() / 1000);
  const exp = iat + SESSION_SECONDS;
  await db
    .insertInto('session')
    .values({ id, account_id: accountId, expires_at: new Date(exp * 1000), ended_at: null })
    .execute();
  // Expired sessions are deleted here, because no token of theirs is accepted any more.
  await db.deleteFrom('session').where('expires_at', '<', at).execute();
  return await signSessionToken(
    { sub: accountId, jti: id, iat, nbf: iat, exp },
    await ensureServerSecret(db, KEY_NAME),
  );
}

/** Finds the session of a token. Returns undefined when the token is not valid at `now` or its session was ended. */
export async function findSession(db: Db, token: string, now: Date): Promise<Session | undefined> {
  const claims = await parseSessionToken(token, { key: await ensureServerSecret(db, KEY_NAME), now });
  if (claims === undefined) return undefined;
  // One statement reads both tables, because it runs for every request of the dashboard.
  return await db
    .selectFrom('session')
    .innerJoin('account', 'account.id', 'session.account_id')
    .select(['session.id', 'account.id as accountId', 'account.email', 'account.suspended'])
    .where('session.id', '=', claims.jti)
    .where('session.account_id', '=', claims.sub)
    .where('session.ended_at', 'is', null)
    .executeTakeFirst();
}

/** Ends a session. From now on its token is refused, including copies of it (C180). */
export async function endSession(db: Db, id: string, at: Date): Promise<void> {
  await db.updateTable('session').set({ ended_at: at }).where('id', '=', id).execute();
}

/** Ends all sessions of an account. A change of the password calls it, because they began with the old password. */
export async function endSessionsOf(db: Db, accountId: string, at: Date): Promise<void> {
  await db
    .updateTable('session')
    .set({ ended_at: at })
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .execute();
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
