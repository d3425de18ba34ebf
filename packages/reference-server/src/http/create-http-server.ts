import fastify, { LogController } from 'fastify';
import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { HttpError } from './api-error.ts';
import { answerClientError } from './client-error.ts';
import { errorBody } from './error-body.ts';
import { createKnownRoutes } from './known-routes.ts';
import { mendUrl } from './mend-url.ts';
import { createRequestIds } from './request-ids.ts';
import { refuseNul } from './refuse-nul.ts';
import { toHttpError } from './to-api-error.ts';

const BODY_LIMIT = 65_536;
/** Longer than any URL Node lets through, so that a huge id is an unknown id and not an unknown path. */
const MAX_PARAMETER_LENGTH = 65_536;

export interface HttpServerOptions {
  readonly logger: FastifyBaseLogger;
  /** True while the server is shutting down: everything but `/healthz` is then refused. */
  readonly isDraining: () => boolean;
}

export interface HttpServer {
  readonly app: FastifyInstance;
  /** Throws the 404 or 405 of a request that no route takes; a plugin calls it after its own checks (C014). */
  readonly refuseUnknownRoute: (request: FastifyRequest) => void;
}

/** What all routes share: request ids, one error shape, bodies as bytes, one log line a request; no 404 handler yet. */
export function createHttpServer({ logger, isDraining }: HttpServerOptions): HttpServer {
  const nextRequestId = createRequestIds();
  const app: FastifyInstance = fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'request_id' }),
    requestIdHeader: false,
    genReqId: nextRequestId,
    bodyLimit: BODY_LIMIT,
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    rewriteUrl: ({ url }) => mendUrl(url ?? '/'),
    routerOptions: { maxParamLength: MAX_PARAMETER_LENGTH },
    frameworkErrors: sendError,
    clientErrorHandler: (error, socket) => answerClientError(error, socket, nextRequestId()),
  });
  const known = createKnownRoutes();
  const refuseUnknownRoute = (request: FastifyRequest) => {
    if (request.is404) throw unknownRoute(known.methodsFor(request.url.split('?')[0] ?? ''));
  };
  app.addHook('onRoute', (route) => known.add(route));
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({ 'x-request-id': request.id, 'cache-control': 'no-store' });
    if (isDraining() && !request.url.startsWith('/healthz')) throw shuttingDown();
  });
  app.addHook('preHandler', refuseNul);
  app.setErrorHandler(sendError);
  app.addHook('onResponse', (request, reply, done) => {
    logRequest(request, reply);
    done();
  });
  return { app, refuseUnknownRoute };
}

function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const known = toHttpError(error);
  if (known.status === 500) request.log.error({ err: known.cause ?? known }, 'request failed');
  reply
    .status(known.status)
    .headers({ 'x-request-id': request.id, ...known.headers })
    .type('application/json; charset=utf-8')
    .send(errorBody(known, request.id));
}

// The route's pattern, not the URL: a query string may hold what somebody should not have put there.
function logRequest(request: FastifyRequest, reply: FastifyReply): void {
  const { method, routeOptions, log } = request;
  const ms = Math.round(reply.elapsedTime);
  log.info({ method, route: routeOptions.url ?? null, status: reply.statusCode, ms }, 'request');
}

const shuttingDown = (): HttpError =>
  new HttpError(503, 'internal_error', {
    message: 'The server is shutting down. Try again in a few seconds.',
    headers: { 'retry-after': '5' },
  });

function unknownRoute(methods: readonly string[]): HttpError {
  if (methods.length === 0)
    return new HttpError(404, 'not_found', { message: 'There is nothing at this address.' });
  return new HttpError(405, 'method_not_allowed', {
    message: `This address takes ${methods.join(', ')}.`,
    headers: { allow: methods.join(', ') },
  });
}
