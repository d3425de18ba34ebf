import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Caller, createUseNotes, findCaller } from '../accounts/api-keys.ts';
import { clientNetwork } from '../http/client-network.ts';
import { beginErrorAnswer, type HttpError } from '../http/errors.ts';
import type { HttpServer } from '../http/http-server.ts';
import { rateLimited, rateLimitHeaders, type Usage } from '../http/rate-limit/fixed-windows.ts';
import type { BackendServices } from './provider-backend.ts';

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | null;
  }
  interface FastifyContextConfig {
    /** @default read */
    readonly rateClass?: RateClass;
  }
}

/** The requests of each class are counted separately. */
export type RateClass = 'create' | 'read' | 'verify';

export interface RateLimits {
  /** Requests per minute and key. A class without a figure has the figure of `read`. */
  readonly perMinute: { readonly read: number } & Readonly<Partial<Record<RateClass, number>>>;
  /** Whether every answer carries the `X-RateLimit-…` headers. */
  readonly showsHeaders: boolean;
  /** Whether a request over the limit gets 429 even when its key is missing, unknown or suspended. */
  readonly precedesKeyCheck: boolean;
}

/** The four siblings of ScrapeKit document no limits; this figure is ScrapeKit's for reads. */
const undocumentedLimits: RateLimits = {
  perMinute: { read: 300 },
  showsHeaders: false,
  precedesKeyCheck: true,
};

export interface Mount {
  /** The base path of the provider on this server, such as `/matchkraft`. */
  readonly prefix: string;
  /** Returns the API key of a request, or undefined when the request has none. */
  readonly parseKey: (request: FastifyRequest) => string | undefined;
  readonly refusals: {
    readonly missingKey: () => HttpError;
    readonly unknownKey: () => HttpError;
    readonly suspended: () => HttpError;
  };
  /** Builds the body of an error in the provider's shape. */
  readonly errorBody: (error: HttpError, requestId: string) => object;
  /** @default the same limit for all routes, without headers */
  readonly limits?: RateLimits;
  readonly addRoutes: (app: FastifyInstance) => void;
}

type MountServices = Pick<BackendServices, 'storage' | 'windows' | 'clock'>;

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** Adds a provider's routes under its base path, behind its authentication and rate limits, with its error body. */
export function mount(http: HttpServer, services: MountServices, provider: Mount): void {
  const noteUse = createUseNotes(services.storage.db, services.clock);
  const plugin = (app: FastifyInstance, _options: unknown, done: () => void) => {
    app.decorateRequest('caller', null);
    app.setErrorHandler((error, request, reply) => sendError(provider, error, { request, reply }));
    app.addHook('onRequest', async (request, reply) => {
      request.caller = await admit(services, provider, { request, reply });
      noteUse(request.caller.keyId);
      http.refuseUnknownRoute(request);
    });
    app.setNotFoundHandler(http.refuseUnknownRoute);
    provider.addRoutes(app);
    done();
  };
  http.app.register(plugin, { prefix: provider.prefix });
}

/** Returns the authenticated caller. The provider's guard has already rejected requests without one. */
export function callerOf({ caller }: FastifyRequest): Caller {
  if (caller === null) throw new Error('A route without a guard asked for its caller.');
  return caller;
}

async function admit(services: MountServices, provider: Mount, exchange: Exchange): Promise<Caller> {
  const { refusals, limits = undocumentedLimits } = provider;
  const key = provider.parseKey(exchange.request);
  const caller = key === undefined ? undefined : await findCaller(services.storage, key);
  const usage = await countRequest(services, provider, { ...exchange, caller });
  const isOverLimit = usage.retryAfter !== undefined;
  if (isOverLimit && limits.precedesKeyCheck) throw rateLimited(usage);
  if (key === undefined) throw refusals.missingKey();
  if (caller === undefined) throw refusals.unknownKey();
  if (caller.suspended) throw refusals.suspended();
  if (isOverLimit) throw rateLimited(usage);
  return caller;
}

/** Counts a request for the key of its caller, or for its IP address when it has no valid key. */
export async function countRequest(
  { windows }: Pick<MountServices, 'windows'>,
  { prefix, limits = undocumentedLimits }: Pick<Mount, 'prefix' | 'limits'>,
  { request, reply, caller }: Exchange & { readonly caller?: Caller },
): Promise<Usage> {
  const { perMinute, showsHeaders } = limits;
  const rateClass = request.routeOptions.config.rateClass ?? 'read';
  const counter = caller === undefined ? `ip:${clientNetwork(request)}` : `key:${caller.keyId}`;
  const limit = perMinute[rateClass] ?? perMinute.read;
  const usage = await windows.hit(`${prefix}:${rateClass}:${counter}`, limit);
  if (showsHeaders) reply.headers(rateLimitHeaders(usage));
  return usage;
}

function sendError({ errorBody }: Mount, error: unknown, { request, reply }: Exchange): void {
  const answer = beginErrorAnswer(error, request, reply);
  void reply.type('application/json; charset=utf-8').send(errorBody(answer, request.id));
}
