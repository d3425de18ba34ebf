import { randomInt } from 'node:crypto';
import type { Socket } from 'node:net';
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
  type RouteOptions,
} from 'fastify';
import { errorBody, HttpError, toHttpError } from './errors.ts';
import { refuseNul } from './refuse-nul.ts';

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

/** Remembers routes, to tell a wrong method (405) from an unknown path (404). */
export interface KnownRoutes {
  add(route: Pick<RouteOptions, 'url' | 'method'>): void;
  /** The methods that exist for this path, in the form of an `Allow` header; empty when the path is unknown. */
  methodsFor(path: string): readonly string[];
}

function createKnownRoutes(): KnownRoutes {
  const routes: { readonly pattern: RegExp; readonly methods: readonly string[] }[] = [];
  return {
    add: ({ url, method }) => {
      const path = url.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/:[^/]+/g, '[^/]+');
      routes.push({ pattern: new RegExp(`^${path}$`), methods: [method].flat() });
    },
    methodsFor: (path) => [
      ...new Set(routes.filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => methods)),
    ],
  };
}

/**
 * Lets a path that is not valid percent-encoding, or that holds U+0000, reach the router, where it is an ordinary
 * unknown id (C099): the database is never asked for a text it cannot take.
 */
function mendUrl(url: string): string {
  try {
    decodeURI(url);
  } catch {
    return url.replace(/%/g, '%25');
  }
  const query = url.indexOf('?');
  const path = query === -1 ? url : url.slice(0, query);
  return path.replaceAll('%00', '%2500') + url.slice(path.length);
}

const SPACE = 2 ** 40;

/** Makes `req_` + 10 hex digits. One maker never repeats itself: an odd step visits all 2^40 values (C020, C022). */
export function createRequestIds(): () => string {
  let next = randomInt(SPACE);
  const step = randomInt(SPACE / 2) * 2 + 1;
  return () => {
    next = (next + step) % SPACE;
    return `req_${next.toString(16).padStart(10, '0')}`;
  };
}

/** Answers bytes that never became a request, in the same shape as every other error. */
function answerClientError(error: Error, socket: Socket, requestId: string): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const tooLarge = 'code' in error && error.code === 'HPE_HEADER_OVERFLOW';
  const status = tooLarge ? '431 Request Header Fields Too Large' : '400 Bad Request';
  const message = tooLarge ? 'The request headers are too large.' : 'The request is not valid HTTP.';
  const body = JSON.stringify(errorBody({ code: 'invalid_request', message }, requestId));
  const head = [
    `HTTP/1.1 ${status}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Request-Id: ${requestId}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
