import type { FastifyReply, FastifyRequest } from 'fastify';
import { logIn, type Credentials, type LoggedIn } from '../accounts/log-in.ts';
import { beginSession, SESSION_SECONDS } from '../accounts/session.ts';
import { accountSuspended } from '../http/account-suspended.ts';
import { writeCookie } from '../http/cookies.ts';
import { rateLimited, rateLimitHeaders } from '../http/rate-limit.ts';
import { isSameOrigin } from '../http/same-origin.ts';
import { COOKIE } from './find-visitor.ts';
import { crossSite, invalidCredentials } from './refusals.ts';
import type { DashboardServices } from './services.ts';

/** Log-ins per minute (C182): an address may serve an office, an account has one owner. */
const limits = { ip: 180, account: 10 } as const;

export interface LogInAttempt {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** Reads what was sent; throws the refusal of what is no pair of e-mail address and password. */
  readonly readCredentials: () => Credentials;
}

/** Gives the answer a session cookie, or throws; form and JSON share these limits and refusals. */
export async function openSession(
  { storage, clock, windows, publicUrl }: DashboardServices,
  { request, reply, readCredentials }: LogInAttempt,
): Promise<LoggedIn> {
  const perAddress = await windows.hit(`log-in:ip:${request.ip}`, limits.ip);
  reply.headers(rateLimitHeaders(perAddress));
  if (!isSameOrigin(request, { publicUrl })) throw crossSite();
  if (perAddress.retryAfter !== undefined) throw rateLimited(perAddress);
  const given = readCredentials();
  const perAccount = await windows.hit(`log-in:account:${given.email.toLowerCase()}`, limits.account);
  if (perAccount.retryAfter !== undefined) {
    reply.headers(rateLimitHeaders(perAccount));
    throw rateLimited(perAccount);
  }
  const account = await logIn(storage.db, given);
  if (account === undefined) throw invalidCredentials();
  if (account.suspended) throw accountSuspended();
  const token = await beginSession(storage.db, account.id, new Date(clock.now()));
  reply.header('set-cookie', writeCookie(COOKIE, token, SESSION_SECONDS));
  return account;
}
