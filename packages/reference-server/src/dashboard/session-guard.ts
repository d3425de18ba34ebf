import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { includesRole, type Role } from '../accounts/role.ts';
import type { Session } from '../accounts/sessions.ts';
import { accountSuspended } from '../http/errors.ts';
import { rateLimited, rateLimitHeaders } from '../http/rate-limit/fixed-windows.ts';
import { logInAddress } from './next-page.ts';
import type { DashboardServices } from './page.ts';
import { crossSite, invalidSession, missingSession, roleTooLow } from './refusals.ts';
import { isReading, isSameOrigin } from './same-origin.ts';
import { findVisitor } from './visitor.ts';

/** Per user, so that one cannot lock the others out, or per IP address without a session. */
const REQUESTS_PER_MINUTE = 30;
const PAGES_PER_MINUTE = 120;

declare module 'fastify' {
  interface FastifyRequest {
    session: Session | null;
  }
  interface FastifyContextConfig {
    /** The least role that may send the request. @default viewer for reading, member for changes */
    readonly leastRole?: Role;
  }
}

/** The configuration of routes that change the account's users and keys. */
export const forOwners = { config: { leastRole: 'owner' } } as const;

/** The configuration of routes that show what only members can use. */
export const forMembers = { config: { leastRole: 'member' } } as const;

/** The configuration of routes that change only what belongs to the user who is logged in. */
export const forEveryone = { config: { leastRole: 'viewer' } } as const;

/** Returns the session of a guarded route. */
export function sessionOf({ session }: FastifyRequest): Session {
  if (session === null) throw missingSession();
  return session;
}

/** Returns whether the user may change more than what is the own. Pages show others no forms for it. */
export const mayChange = (request: FastifyRequest): boolean =>
  includesRole(sessionOf(request).role, 'member');

/** Answers requests to the JSON routes only with a session and only from this server's pages (C181). */
export function guardJson(app: FastifyInstance, services: DashboardServices): void {
  app.decorateRequest('session', null);
  app.addHook('onRequest', async (request, reply) => {
    const { hasCookie, session, usage } = await countVisitorRequest(services, {
      request,
      reply,
      counter: 'dashboard',
      limit: REQUESTS_PER_MINUTE,
    });
    if (!hasCookie) throw missingSession();
    if (session === undefined) throw invalidSession();
    assertAllowed(session, request, services);
    assertRole(session, request);
    if (usage.retryAfter !== undefined) throw rateLimited(usage);
    request.session = session;
  });
}

/** Answers requests for pages like `guardJson`, and redirects visitors without a session to the log-in. */
export function guardPages(
  app: FastifyInstance,
  services: DashboardServices,
  refuseUnknownRoute: (request: FastifyRequest) => void,
): void {
  app.decorateRequest('session', null);
  app.addHook('onRequest', async (request, reply) => {
    const { session, usage } = await countVisitorRequest(services, {
      request,
      reply,
      counter: 'pages',
      limit: PAGES_PER_MINUTE,
    });
    if (usage.retryAfter !== undefined) throw rateLimited(usage);
    if (session === undefined) return await reply.redirect(logInAddress(request), 303);
    assertAllowed(session, request, services);
    refuseUnknownRoute(request);
    assertRole(session, request);
    request.session = session;
  });
  app.setNotFoundHandler(refuseUnknownRoute);
}

interface VisitorRequest {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly counter: string;
  readonly limit: number;
}

async function countVisitorRequest(
  services: DashboardServices,
  { request, reply, counter, limit }: VisitorRequest,
) {
  const { rateKey, ...visitor } = await findVisitor(request, services);
  const usage = await services.windows.hit(`${counter}:${rateKey}`, limit);
  reply.headers(rateLimitHeaders(usage));
  return { ...visitor, usage };
}

function assertAllowed(
  session: Session,
  request: FastifyRequest,
  { publicUrl }: Pick<DashboardServices, 'publicUrl'>,
): void {
  if (session.suspended) throw accountSuspended();
  if (!isSameOrigin(request, { publicUrl })) throw crossSite();
}

/** A route that says nothing is open to viewers for reading and to members for changes. */
function assertRole({ role }: Session, { method, routeOptions }: FastifyRequest): void {
  const least = routeOptions.config.leastRole ?? (isReading(method) ? 'viewer' : 'member');
  if (!includesRole(role, least)) throw roleTooLow(role, least);
}
