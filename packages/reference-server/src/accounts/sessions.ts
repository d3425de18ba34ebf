import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod/v4';
import type { Reader } from '../storage/database.ts';
import { randomText } from './random-text.ts';
import { readServerSecret } from './server-secret.ts';

/** Eight hours, a third of what C180 allows. */
export const SESSION_SECONDS = 28_800;
const KEY_NAME = 'session';

/** Somebody who is logged in to the dashboard. */
export interface Session {
  readonly id: string;
  readonly accountId: string;
  readonly email: string;
  readonly suspended: boolean;
}

/** Begins a session and returns its token, which counts for `SESSION_SECONDS`. */
export async function beginSession(db: Reader, accountId: string, at: Date): Promise<string> {
  const id = `ses_${randomText(20)}`;
  const iat = Math.floor(at.getTime() / 1000);
  const exp = iat + SESSION_SECONDS;
  await db
    .insertInto('session')
    .values({ id, account_id: accountId, expires_at: new Date(exp * 1000), ended_at: null })
    .execute();
  // What has expired says nothing more about anybody.
  await db.deleteFrom('session').where('expires_at', '<', at).execute();
  return await signSessionToken(
    { sub: accountId, jti: id, iat, nbf: iat, exp },
    await readServerSecret(db, KEY_NAME),
  );
}

/** Whose token this is, or undefined when it is not ours, does not count now, or its session was ended. */
export async function findSession(db: Reader, token: string, now: Date): Promise<Session | undefined> {
  const claims = await readSessionToken(token, { key: await readServerSecret(db, KEY_NAME), now });
  if (claims === undefined) return undefined;
  return await db
    .selectFrom('session')
    .innerJoin('account', 'account.id', 'session.account_id')
    .select(['session.id', 'account.id as accountId', 'account.email', 'account.suspended'])
    .where('session.id', '=', claims.jti)
    .where('session.account_id', '=', claims.sub)
    .where('session.ended_at', 'is', null)
    .executeTakeFirst();
}

/** Ends a session: its token is worth nothing from now on, wherever copies of it are (C180). */
export async function endSession(db: Reader, id: string, at: Date): Promise<void> {
  await db.updateTable('session').set({ ended_at: at }).where('id', '=', id).execute();
}

/** Ends all sessions of an account, since they were begun with a password that no longer counts. */
export async function endSessionsOf(db: Reader, accountId: string, at: Date): Promise<void> {
  await db
    .updateTable('session')
    .set({ ended_at: at })
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .execute();
}

/** What a session's token says: whose it is, which one, and from when to when it counts (Unix seconds). */
export interface SessionClaims {
  readonly sub: string;
  readonly jti: string;
  readonly iat: number;
  readonly nbf: number;
  readonly exp: number;
}

const AUDIENCE = 'scrapekit-dashboard';
const ALGORITHM = 'HS256';
/** How far the clocks of two servers may be apart. */
const SKEW_SECONDS = 5;

// Strict: a header that names a key or anything else was not written here.
const header = z.strictObject({ alg: z.literal(ALGORITHM), typ: z.literal('JWT') });
const claims = z.object({ sub: z.string(), jti: z.string(), iat: z.int(), nbf: z.int(), exp: z.int() });

/** A JWT with the one algorithm this server knows (RFC 7519, C180). */
export async function signSessionToken(session: SessionClaims, key: string): Promise<string> {
  return await new SignJWT({ ...session, aud: AUDIENCE })
    .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' })
    .sign(Buffer.from(key));
}

/** The claims of a token this server signed for its dashboard and that counts at `now`; else undefined. */
export async function readSessionToken(
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
    // The tolerance is for clocks that are behind; nothing lasts longer for it.
    return now.getTime() / 1000 < session.exp ? session : undefined;
  } catch {
    // jose has an error for each way in which a token can be wrong; none of them is told to anybody.
    return undefined;
  }
}
