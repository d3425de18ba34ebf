import { randomInt } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
  type RouteOptions,
} from 'fastify';
import { createBodyReader } from './body-reader.ts';
import { answerClientError } from './client-errors.ts';
import { beginErrorAnswer, errorBody, HttpError, refusalCodeOf } from './errors.ts';
import { refuseNul } from './refuse-nul.ts';

const BODY_LIMIT = 65_536;
/** Longer than any URL that Node accepts, so that a very long id is an unknown id and not an unknown path. */
const MAX_PARAMETER_LENGTH = 65_536;

/** Limits of one server process. */
export interface HttpLimits {
  /** The most time in which a request must arrive completely, with its body, and for which an answer may stand still. */
  readonly requestMs: number;
  /** The memory for the bodies of all requests that have no answer yet. */
  readonly bodyBytes: number;
}

/** A body of 32 MB arrives in time at 2.2 Mbit/s. Four such bodies fit into the memory. */
const usualLimits: HttpLimits = { requestMs: 120_000, bodyBytes: 4 * 32 * 1024 * 1024 };

export interface HttpServerOptions {
  readonly logger: FastifyBaseLogger;
  /** Returns true while the server is shutting down. All requests but `/healthz` are then refused. */
  readonly isDraining: () => boolean;
  readonly limits?: HttpLimits;
  /** Networks whose requests may name their client in `X-Forwarded-For`, with commas between them. @default none */
  readonly trustedProxy?: string;
}

export interface HttpServer {
  readonly app: FastifyInstance;
  /**
   * Throws a 404 or 405 when no route matches the request. A plugin calls it after it has checked the caller (C014).
   */
  readonly refuseUnknownRoute: (request: FastifyRequest) => void;
}

/**
 * Creates the server that all routes are added to. It sets request ids, answers errors in one form, reads bodies as
 * bytes and logs one line for each request. The caller must set the handler for unknown paths.
 */
export function createHttpServer({
  logger,
  isDraining,
  limits = usualLimits,
  trustedProxy,
}: HttpServerOptions): HttpServer {
  const nextRequestId = createRequestIds();
  const app: FastifyInstance = fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'request_id' }),
    requestIdHeader: false,
    trustProxy: trustedProxy ?? false,
    genReqId: nextRequestId,
    bodyLimit: BODY_LIMIT,
    requestTimeout: limits.requestMs,
    // Node looks for requests that take too long at this interval.
    http: { connectionsCheckingInterval: limits.requestMs / 4, headersTimeout: limits.requestMs / 2 },
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    rewriteUrl: ({ url }) => repairUrl(url ?? '/'),
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
  const bodies = createBodyReader({ mostBytes: limits.bodyBytes });
  app.addHook('preParsing', (_request, reply, payload, done) => {
    bodies.freeAfter(reply);
    done(null, payload);
  });
  app.addContentTypeParser('*', async (request: FastifyRequest, payload: IncomingMessage) => {
    return await bodies.read(request, payload);
  });
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'x-request-id': request.id,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    if (isDraining() && !request.url.startsWith('/healthz')) throw shuttingDown();
  });
  app.addHook('preHandler', refuseNul);
  app.addHook('onSend', (_request, reply, payload, done) => {
    // A client that reads nothing would hold a page of rows, or a whole page, for ever.
    reply.raw.setTimeout(limits.requestMs);
    done(null, payload);
  });
  app.setErrorHandler(sendError);
  app.addHook('onResponse', (request, reply, done) => {
    logRequest(request, reply);
    done();
  });
  return { app, refuseUnknownRoute };
}

function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const answer = beginErrorAnswer(error, request, reply);
  reply.type('application/json; charset=utf-8').send(errorBody(answer, request.id));
}

// The line names the route's pattern and not the URL, because a client may have put a secret into the query.
function logRequest(request: FastifyRequest, reply: FastifyReply): void {
  const { method, routeOptions, log } = request;
  const ms = Math.round(reply.elapsedTime);
  const code = refusalCodeOf(request);
  const refusal = code === undefined ? {} : { code };
  log.info({ method, route: routeOptions.url ?? null, status: reply.statusCode, ms, ...refusal }, 'request');
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

/** All routes of the server. They distinguish a wrong method (405) from an unknown path (404). */
export interface KnownRoutes {
  add(route: Pick<RouteOptions, 'url' | 'method'>): void;
  /** Returns the methods of this path, or none when the path is unknown. */
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
 * Encodes the percent signs of a path that is not valid percent-encoding, and those of U+0000. The router then takes
 * such a text for an ordinary unknown id (C099), and the database is never asked for a text that it cannot store.
 */
function repairUrl(url: string): string {
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

/**
 * Returns a function that makes `req_` + 10 hex digits. An odd step visits all 2^40 values before one repeats (C020,
 * C022).
 */
export function createRequestIds(): () => string {
  let next = randomInt(SPACE);
  const step = randomInt(SPACE / 2) * 2 + 1;
  return () => {
    next = (next + step) % SPACE;
    return `req_${next.toString(16).padStart(10, '0')}`;
  };
}
