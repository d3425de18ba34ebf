import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { findCaller } from '../accounts/api-keys.ts';
import { type HttpError, toHttpError } from '../http/errors.ts';
import type { HttpServer } from '../http/http-server.ts';
import { rateLimited } from '../http/rate-limit/refusal.ts';
import './caller.ts';
import type { BackendServices } from './provider-backend.ts';

/** Requests per minute and key. The four siblings document no figure; this is ScrapeKit's for reads. */
const REQUESTS_PER_MINUTE = 300;

export interface Mount {
  /** Where the provider lives on this server, such as `/matchkraft`. */
  readonly prefix: string;
  /** The API key of a request; undefined when it carries none, or not one. */
  readonly readKey: (request: FastifyRequest) => string | undefined;
  readonly refusals: {
    readonly missingKey: () => HttpError;
    readonly unknownKey: () => HttpError;
    readonly suspended: () => HttpError;
  };
  /** The provider's own shape of an error. */
  readonly errorBody: (error: HttpError, requestId: string) => object;
  readonly addRoutes: (app: FastifyInstance) => void;
}

/** Puts a provider's routes under its base path, behind its own authentication and with its own error shape. */
export function mount(
  http: HttpServer,
  services: Pick<BackendServices, 'storage' | 'windows'>,
  to: Mount,
): void {
  const plugin = (app: FastifyInstance, _options: unknown, done: () => void) => {
    app.decorateRequest('caller', null);
    app.setErrorHandler((error, request, reply) => sendError(to, { error, request, reply }));
    app.addHook('onRequest', async (request) => {
      await admit(request, services, to);
      http.refuseUnknownRoute(request);
    });
    app.setNotFoundHandler(http.refuseUnknownRoute);
    to.addRoutes(app);
    done();
  };
  http.app.register(plugin, { prefix: to.prefix });
}

async function admit(
  request: FastifyRequest,
  { storage, windows }: Pick<BackendServices, 'storage' | 'windows'>,
  { prefix, readKey, refusals }: Mount,
): Promise<void> {
  const key = readKey(request);
  const caller = key === undefined ? undefined : await findCaller(storage, key);
  const whose = caller === undefined ? `ip:${request.ip}` : `key:${caller.keyId}`;
  const usage = await windows.hit(`${prefix}:${whose}`, REQUESTS_PER_MINUTE);
  if (usage.retryAfter !== undefined) throw rateLimited(usage);
  if (key === undefined) throw refusals.missingKey();
  if (caller === undefined) throw refusals.unknownKey();
  if (caller.suspended) throw refusals.suspended();
  request.caller = caller;
}

interface Failure {
  readonly error: unknown;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

function sendError({ errorBody }: Mount, { error, request, reply }: Failure): void {
  const known = toHttpError(error);
  if (known.status === 500) request.log.error({ err: known.cause ?? known }, 'request failed');
  void reply
    .status(known.status)
    .headers(known.headers)
    .type('application/json; charset=utf-8')
    .send(errorBody(known, request.id));
}
