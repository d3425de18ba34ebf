import type { FastifyRequest } from 'fastify';
import { findSession, type Session } from '../accounts/session.ts';
import { readCookie } from '../http/cookies.ts';
import type { DashboardServices } from './services.ts';

export const COOKIE = 'scrapekit_session';

/** Who sent a request. */
export interface Visitor {
  /** Whether there was a cookie at all, good or not. */
  readonly hasCookie: boolean;
  readonly session: Session | undefined;
  /** Names the visitor in counters: the account, or the address of somebody who is not logged in. */
  readonly whose: string;
}

/** Reads the session cookie; it may have ended since. */
export async function findVisitor(
  request: FastifyRequest,
  { storage, clock }: Pick<DashboardServices, 'storage' | 'clock'>,
): Promise<Visitor> {
  const token = readCookie(request, COOKIE);
  const session =
    token === undefined ? undefined : await findSession(storage.db, token, new Date(clock.now()));
  const whose = session === undefined ? `ip:${request.ip}` : `account:${session.accountId}`;
  return { hasCookie: token !== undefined, session, whose };
}
