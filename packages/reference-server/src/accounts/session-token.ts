import { createHmac, timingSafeEqual } from 'node:crypto';
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

const header = z.strictObject({ alg: z.literal(ALGORITHM), typ: z.literal('JWT') });
const claims = z.object({
  aud: z.literal(AUDIENCE),
  sub: z.string(),
  jti: z.string(),
  iat: z.int(),
  nbf: z.int(),
  exp: z.int(),
});

/** A JWT with the one algorithm this server knows (RFC 7519, C180). */
export function signSessionToken(session: SessionClaims, key: string): string {
  const content = [
    { alg: ALGORITHM, typ: 'JWT' },
    { ...session, aud: AUDIENCE },
  ]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${content}.${mac(content, key)}`;
}

/** The claims of a token this server signed for its dashboard and that counts at `now`; else undefined. */
export function readSessionToken(
  token: string,
  { key, now }: { readonly key: string; readonly now: Date },
): SessionClaims | undefined {
  const [head, body, signature, ...rest] = token.split('.');
  if (head === undefined || body === undefined || signature === undefined || rest.length > 0)
    return undefined;
  // As text: decoding would take several spellings for the same bytes.
  const given = Buffer.from(signature);
  const expected = Buffer.from(mac(`${head}.${body}`, key));
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  // The header is held to one algorithm, so it chooses nothing.
  const session = parse(body, claims);
  if (parse(head, header) === undefined || session === undefined) return undefined;
  const seconds = now.getTime() / 1000;
  return session.nbf <= seconds + SKEW_SECONDS && seconds < session.exp ? session : undefined;
}

const mac = (content: string, key: string): string =>
  createHmac('sha256', key).update(content).digest('base64url');

function parse<Schema extends z.ZodType>(part: string, schema: Schema): z.output<Schema> | undefined {
  try {
    return schema.safeParse(JSON.parse(Buffer.from(part, 'base64url').toString())).data;
  } catch {
    return undefined;
  }
}
