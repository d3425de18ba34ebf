import type { FastifyInstance } from 'fastify';
import type { HttpServer } from '../../http/http-server.ts';
import { findCaller } from '../../accounts/api-keys.ts';
import { accountSuspended } from '../../http/errors.ts';
import { readBearer } from '../../http/bearer.ts';
import { rateLimited, rateLimitHeaders } from '../../http/rate-limit/refusal.ts';
import { invalidApiKey, missingAuthorization } from './refusals.ts';
import type { Services } from './services.ts';

/** Requests per minute and key (C031-C033). */
export const limits = { create: 60, read: 300, verify: 120 } as const;

export type RateClass = keyof typeof limits;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** `read` when absent. */
    readonly rateClass?: RateClass;
  }
}

/** The checks every request passes before its body is read, in the order of C014. */
export function guardRequests(
  app: FastifyInstance,
  { storage, windows }: Services,
  { refuseUnknownRoute }: HttpServer,
): void {
  app.decorateRequest('caller', null);
  app.addHook('onRoute', (route) => {
    route.config = { invalidCode: 'invalid_query', ...route.config };
  });
  app.addHook('onRequest', async (request, reply) => {
    const bearer = readBearer(request);
    const caller = bearer.kind === 'token' ? await findCaller(storage, bearer.token) : undefined;
    const rateClass = request.routeOptions.config.rateClass ?? 'read';
    const whose = caller === undefined ? `ip:${request.ip}` : `key:${caller.keyId}`;
    const usage = await windows.hit(`${rateClass}:${whose}`, limits[rateClass]);
    reply.headers(rateLimitHeaders(usage));
    if (bearer.kind === 'missing') throw missingAuthorization();
    if (caller === undefined) throw invalidApiKey();
    if (caller.suspended) throw accountSuspended();
    if (usage.retryAfter !== undefined) throw rateLimited(usage);
    refuseUnknownRoute(request);
    request.caller = caller;
  });
  app.setNotFoundHandler(refuseUnknownRoute);
}

/** Answers unknown paths outside the API, with the figures of the caller's address (A11). */
export function refuseUnknownPaths({ app, refuseUnknownRoute }: HttpServer, { windows }: Services): void {
  app.setNotFoundHandler(async (request, reply) => {
    reply.headers(rateLimitHeaders(await windows.hit(`read:ip:${request.ip}`, limits.read)));
    refuseUnknownRoute(request);
  });
}
