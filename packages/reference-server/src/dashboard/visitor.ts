import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  beginSession,
  findSession,
  type NewSession,
  SESSION_SECONDS,
  type Session,
  sessionCookieName,
} from '../accounts/sessions.ts';
import { clientNetwork } from '../http/client-network.ts';
import { browserName } from './browser-name.ts';
import type { DashboardServices } from './page.ts';

/** The sender of a request. */
export interface Visitor {
  /** Whether the request has exactly one session cookie, valid or not. */
  readonly hasCookie: boolean;
  readonly session: Session | undefined;
  /** The key of rate limits: the user, or the IP address of a visitor without a session. */
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
  const rateKey = session === undefined ? `ip:${clientNetwork(request)}` : `user:${session.userId}`;
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

type SessionServices = Pick<DashboardServices, 'storage' | 'clock' | 'publicUrl'>;

/**
 * Begins a session for a user and sets its cookie. The id is always new, so that nobody can know it before. Returns false
 * when the user or the password of the log-in is not valid any more.
 */
export async function openSession(
  { storage, clock, publicUrl }: SessionServices,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  { accountId, userId, passwordHash }: Omit<NewSession, 'browser' | 'network'>,
): Promise<boolean> {
  const place = {
    browser: browserName(request.headers['user-agent']),
    network: shortNetwork(clientNetwork(request)),
  };
  const at = new Date(clock.now());
  const token = await beginSession(storage, { accountId, userId, passwordHash, ...place }, at);
  if (token === undefined) return false;
  reply.header('set-cookie', sessionCookie(token, { maxAgeSeconds: SESSION_SECONDS, publicUrl }));
  return true;
}

/** Keeps the part of an address that names the network of a house or an office: 24 bits of IPv4, 48 bits of IPv6. */
function shortNetwork(network: string): string {
  if (network.includes(':')) return `${network.split(':').slice(0, 3).join(':')}::/48`;
  return `${network.split('.').slice(0, 3).join('.')}.0/24`;
}
