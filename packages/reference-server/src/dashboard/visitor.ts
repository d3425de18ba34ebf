import type { FastifyRequest } from 'fastify';
import { findSession, type Session, sessionCookieName } from '../accounts/sessions.ts';
import { clientNetwork } from '../http/client-network.ts';
import type { DashboardServices } from './page.ts';

/** The sender of a request. */
export interface Visitor {
  /** Whether the request has exactly one session cookie, valid or not. */
  readonly hasCookie: boolean;
  readonly session: Session | undefined;
  /** The key of rate limits: the account, or the IP address of a visitor without a session. */
  readonly rateKey: string;
}

/** Finds the session of a request's cookie. */
export async function findVisitor(
  request: FastifyRequest,
  { storage, clock, publicUrl }: Pick<DashboardServices, 'storage' | 'clock' | 'publicUrl'>,
): Promise<Visitor> {
  const token = parseSessionCookie(request, sessionCookieName(publicUrl));
  const session =
    token === undefined ? undefined : await findSession(storage.db, token, new Date(clock.now()));
  const rateKey = session === undefined ? `ip:${clientNetwork(request)}` : `account:${session.accountId}`;
  return { hasCookie: token !== undefined, session, rateKey };
}

// Two cookies of this name count as none, because the second may have been planted by another site.
function parseSessionCookie({ headers }: FastifyRequest, name: string): string | undefined {
  const values = (headers.cookie ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
  return values.length === 1 ? values[0] : undefined;
}

/**
 * Returns a `Set-Cookie` value that keeps the token from scripts and from requests of other sites (C180).
 * An age of 0 seconds removes the cookie.
 */
export const sessionCookie = (
  token: string,
  { maxAgeSeconds, publicUrl }: { readonly maxAgeSeconds: number; readonly publicUrl: string | undefined },
): string =>
  `${sessionCookieName(publicUrl)}=${token}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; Secure; SameSite=Lax`;
