import type { FastifyInstance } from 'fastify';
import { z } from 'zod/v4';
import { logIn } from '../accounts/log-in.ts';
import { beginSession, SESSION_SECONDS } from '../accounts/session.ts';
import { accountSuspended } from '../http/account-suspended.ts';
import { writeCookie } from '../http/cookies.ts';
import { readJsonObject } from '../http/json-body.ts';
import { rateLimited, rateLimitHeaders } from '../http/rate-limit.ts';
import { isSameOrigin } from '../http/same-origin.ts';
import { COOKIE } from './guard-session.ts';
import { crossSite, invalidCredentials, invalidRequest } from './refusals.ts';
import type { DashboardServices } from './services.ts';

/** Log-ins per minute (C182): an address may serve an office, an account has one owner. */
const limits = { ip: 60, account: 10 } as const;
const MAX_CHARACTERS = 1_024;

const text = z.string().min(1).max(MAX_CHARACTERS);
const credentials = z.object({ email: text, password: text });

/** `POST /api/session`: e-mail address and password for a cookie. */
export function addLogIn(
  app: FastifyInstance,
  { storage, clock, windows, publicUrl }: DashboardServices,
): void {
  app.post('/session', async (request, reply) => {
    const perAddress = await windows.hit(`log-in:ip:${request.ip}`, limits.ip);
    reply.headers(rateLimitHeaders(perAddress));
    if (!isSameOrigin(request, { publicUrl })) throw crossSite();
    if (perAddress.retryAfter !== undefined) throw rateLimited(perAddress);
    const given = credentials.safeParse(readJsonObject(request, 'invalid_request'));
    if (!given.success) throw invalidRequest('Send email and password as text.');
    const perAccount = await windows.hit(`log-in:account:${given.data.email.toLowerCase()}`, limits.account);
    if (perAccount.retryAfter !== undefined) {
      reply.headers(rateLimitHeaders(perAccount));
      throw rateLimited(perAccount);
    }
    const account = await logIn(storage.db, given.data);
    if (account === undefined) throw invalidCredentials();
    if (account.suspended) throw accountSuspended();
    const token = await beginSession(storage.db, account.id, new Date(clock.now()));
    reply.header('set-cookie', writeCookie(COOKIE, token, SESSION_SECONDS));
    return { account_id: account.id, email: account.email, expires_in: SESSION_SECONDS };
  });
}
