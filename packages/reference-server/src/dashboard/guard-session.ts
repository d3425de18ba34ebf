import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Session } from '../accounts/session.ts';
import { accountSuspended } from '../http/account-suspended.ts';
import { rateLimited, rateLimitHeaders } from '../http/rate-limit.ts';
import { isSameOrigin } from '../http/same-origin.ts';
import { findVisitor } from './find-visitor.ts';
import { crossSite, invalidSession, missingSession } from './refusals.ts';
import type { DashboardServices } from './services.ts';

/** Requests per minute of one session's account, or of one address without a session. */
const LIMIT = 30;

declare module 'fastify' {
  interface FastifyRequest {
    session: Session | null;
  }
}

/** Lets through only who is logged in, and what a page of this server sent. */
export function guardSession(app: FastifyInstance, services: DashboardServices): void {
  const { windows, publicUrl } = services;
  app.decorateRequest('session', null);
  app.addHook('onRequest', async (request, reply) => {
    const { hasCookie, session, whose } = await findVisitor(request, services);
    const usage = await windows.hit(`dashboard:${whose}`, LIMIT);
    reply.headers(rateLimitHeaders(usage));
    if (!hasCookie) throw missingSession();
    if (session === undefined) throw invalidSession();
    if (session.suspended) throw accountSuspended();
    if (!isSameOrigin(request, { publicUrl })) throw crossSite();
    if (usage.retryAfter !== undefined) throw rateLimited(usage);
    request.session = session;
  });
}

/** Who is asking; the guard has seen to it that somebody is. */
export function sessionOf({ session }: FastifyRequest): Session {
  if (session === null) throw missingSession();
  return session;
}
