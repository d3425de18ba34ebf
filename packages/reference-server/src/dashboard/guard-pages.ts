import type { FastifyInstance, FastifyRequest } from 'fastify';
import { accountSuspended } from '../http/account-suspended.ts';
import { rateLimited, rateLimitHeaders } from '../http/rate-limit.ts';
import { isSameOrigin } from '../http/same-origin.ts';
import { findVisitor } from './find-visitor.ts';
import { crossSite } from './refusals.ts';
import type { DashboardServices } from './services.ts';

/** Pages per minute of one account, or of one address without a session: more than anybody reads. */
const LIMIT = 120;

/** Shows pages only to who is logged in, sends everybody else to the log-in, and takes forms of this server only. */
export function guardPages(
  app: FastifyInstance,
  services: DashboardServices,
  refuseUnknownRoute: (request: FastifyRequest) => void,
): void {
  const { windows, publicUrl } = services;
  app.decorateRequest('session', null);
  app.addHook('onRequest', async (request, reply) => {
    const { session, whose } = await findVisitor(request, services);
    const usage = await windows.hit(`pages:${whose}`, LIMIT);
    reply.headers(rateLimitHeaders(usage));
    if (usage.retryAfter !== undefined) throw rateLimited(usage);
    if (session === undefined) return await reply.redirect('/dashboard/log-in', 303);
    if (session.suspended) throw accountSuspended();
    if (!isSameOrigin(request, { publicUrl })) throw crossSite();
    refuseUnknownRoute(request);
    request.session = session;
  });
  app.setNotFoundHandler(refuseUnknownRoute);
}
