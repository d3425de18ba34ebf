import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod/v4';

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
