import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod/v4';
import { type Credentials, type LoggedIn, logIn } from '../accounts/log-in.ts';
import { MOST_PASSWORD } from '../accounts/password-rules.ts';
import { endSessionsOf, SESSION_SECONDS } from '../accounts/sessions.ts';
import { clientNetwork } from '../http/client-network.ts';
import { accountSuspended, HttpError } from '../http/errors.ts';
import { parseJsonObject } from '../http/json.ts';
import { rateLimited, rateLimitHeaders } from '../http/rate-limit/fixed-windows.ts';
import { renderLogInPage } from './html/log-in-page.ts';
import { parseNext } from './next-page.ts';
import type { DashboardServices } from './page.ts';
import { crossSite, invalidCredentials, invalidRequest } from './refusals.ts';
import { isSameOrigin } from './same-origin.ts';
import { sendHtml } from './send-html.ts';
import { forEveryone, sessionOf } from './session-guard.ts';
import { findVisitor, openSession, sessionCookie } from './visitor.ts';
import { noticeIn } from './notice.ts';

/**
 * Log-ins per minute (C182). A network may be shared by an office, an account has one owner. An account is counted for
 * each network separately, so that a stranger who knows the owner's e-mail address cannot lock the owner out.
 */
const logInsPerMinute = { network: 180, accountFromNetwork: 10 } as const;

const credential = z.string().min(1).max(MOST_PASSWORD);
const credentials = z.object({ email: credential, password: credential });

/** Adds `POST /api/session`, which sets the session cookie. */
export function addLogIn(app: FastifyInstance, services: DashboardServices): void {
  app.post('/session', async (request, reply) => {
    const parseCredentials = () => {
      const given = credentials.safeParse(parseJsonObject(request, 'invalid_request'));
      if (!given.success) throw invalidRequest('Send email and password as text.');
      return given.data;
    };
    const { accountId, email } = await enter(services, { request, reply, parseCredentials });
    return { account_id: accountId, email, expires_in: SESSION_SECONDS };
  });
}

/** Adds `DELETE /api/session`. */
export function addLogOut(app: FastifyInstance, services: DashboardServices): void {
  app.delete('/session', forEveryone, async (request, reply) => {
    await closeSession(services, request, reply);
    return await reply.status(204).send();
  });
}

const notices: Readonly<Record<string, string>> = {
  'logged-out': 'You are logged out.',
  'signed-up':
    'Log in with the e-mail address and password that you chose. If they do not match, the address had an account before.',
};

/** Adds the form `/dashboard/log-in`. Its parameter `next` names the page that is opened afterwards. */
export function addLogInPage(app: FastifyInstance, services: DashboardServices): void {
  const { signUp } = services.config;
  app.get('/log-in', async (request, reply) => {
    const { next: wanted } = request.query as { readonly next?: unknown };
    const next = parseNext(wanted);
    const { session } = await findVisitor(request, services);
    if (session !== undefined) return await reply.redirect(next ?? '/dashboard', 303);
    const notice = noticeIn(request, notices);
    return await sendHtml(reply, renderLogInPage({ notice, next, hasSignUp: signUp }));
  });
  app.post('/log-in', async (request, reply) => {
    const parseCredentials = () => {
      const given = credentials.safeParse(request.body);
      if (!given.success) throw invalidRequest('Fill in both e-mail address and password.');
      return given.data;
    };
    const next = parseNext((request.body as { readonly next?: unknown } | undefined)?.next);
    try {
      await enter(services, { request, reply, parseCredentials });
      return await reply.redirect(next ?? '/dashboard', 303);
    } catch (error) {
      // The form is shown again only for errors that the visitor can correct.
      if (!(error instanceof HttpError)) throw error;
      reply.status(error.status).headers(error.headers);
      const email = parseEmailField(request.body);
      return await sendHtml(reply, renderLogInPage({ error: error.message, email, next, hasSignUp: signUp }));
    }
  });
}

/** Adds `POST /dashboard/log-out`. */
export function addLogOutForm(app: FastifyInstance, services: DashboardServices): void {
  app.post('/log-out', forEveryone, async (request, reply) => {
    await closeSession(services, request, reply);
    return await reply.redirect('/dashboard/log-in?done=logged-out', 303);
  });
}

function parseEmailField(body: unknown): string | undefined {
  return credentials.shape.email.safeParse((body as { readonly email?: unknown } | undefined)?.email).data;
}

interface LogInAttempt {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** Throws an HttpError when the request holds no e-mail address and password. */
  readonly parseCredentials: () => Credentials;
}

async function enter(
  services: DashboardServices,
  { request, reply, parseCredentials }: LogInAttempt,
): Promise<LoggedIn> {
  const { storage, windows, publicUrl } = services;
  const network = clientNetwork(request);
  const perNetwork = await windows.hit(`log-in:ip:${network}`, logInsPerMinute.network);
  reply.headers(rateLimitHeaders(perNetwork));
  if (!isSameOrigin(request, { publicUrl })) throw crossSite();
  if (perNetwork.retryAfter !== undefined) throw rateLimited(perNetwork);
  const given = parseCredentials();
  const accountKey = `log-in:account:${given.email.toLowerCase()}:${network}`;
  const perAccount = await windows.hit(accountKey, logInsPerMinute.accountFromNetwork);
  if (perAccount.retryAfter !== undefined) {
    reply.headers(rateLimitHeaders(perAccount));
    throw rateLimited(perAccount);
  }
  const user = await logIn(storage.db, given);
  if (user === undefined) throw invalidCredentials();
  if (user.suspended) throw accountSuspended();
  if (!(await openSession(services, { request, reply }, user))) throw invalidCredentials();
  return user;
}

async function closeSession(
  { storage, clock, publicUrl }: DashboardServices,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const { userId, id } = sessionOf(request);
  await endSessionsOf(storage.db, { userId, id, at: new Date(clock.now()) });
  reply.header('set-cookie', sessionCookie('', { maxAgeSeconds: 0, publicUrl }));
}
