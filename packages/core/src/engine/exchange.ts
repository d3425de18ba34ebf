import type { Clock } from '../clock.ts';
import type { RateLimiter } from '../http/rate-limit.ts';
import { resolveRoute, type ResolvedRoute, type Route } from '../http/route.ts';
import { createSender, type Repeatability } from '../http/send.ts';
import { bodyText, type HttpRequest, type HttpResponse, type Transport } from '../http/transport.ts';
import type { ProviderDefinition } from '../provider.ts';
import { parseRefusal, remedyOf, toApiError } from './answer.ts';

export interface Call {
  /** The values of the route's placeholders. */
  readonly values?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly stream?: boolean;
  readonly signal?: AbortSignal;
  /** The name of the rate limit that the request counts towards. @default the repeatability */
  readonly endpointClass?: string;
}

export interface ExchangeOptions {
  readonly provider: ProviderDefinition;
  readonly baseUrl: string;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: () => number;
  readonly deadline: number;
  readonly secrets: readonly string[];
  readonly rateLimiter: RateLimiter | undefined;
}

/** Sends one request to the provider and resolves with a 2xx answer; throws ApiError for any other answer. */
export type Exchange = (
  route: Route | ResolvedRoute,
  repeatability: Repeatability,
  call: Call,
) => Promise<HttpResponse>;

export function createExchange(options: ExchangeOptions): Exchange {
  const { provider, clock, random, deadline, secrets } = options;
  const senderFor = (endpointClass: string) =>
    createSender({
      transport: limitRate(options, endpointClass),
      clock,
      random,
      deadline,
      secrets,
      remedyOf: ({ status, body }) => remedyOf(provider, status, parseRefusal(provider, body)),
    });
  return async (route, repeatability, call) => {
    const send = senderFor(call.endpointClass ?? repeatability);
    const response = await send(toRequest(route, call, options), repeatability);
    if (response.status >= 200 && response.status < 300) return response;
    throw toApiError(provider, response, { text: await bodyText(response.body), now: clock.now(), secrets });
  };
}

function limitRate({ transport, rateLimiter, deadline }: ExchangeOptions, endpointClass: string): Transport {
  if (rateLimiter === undefined) return transport;
  return async (request) => {
    await rateLimiter.take(endpointClass, deadline, request.signal);
    const response = await transport(request);
    rateLimiter.observe(endpointClass, response.headers);
    return response;
  };
}

function toRequest(route: Route | ResolvedRoute, call: Call, { baseUrl }: ExchangeOptions): HttpRequest {
  const { values = {}, query, body, stream, signal } = call;
  const headers: Record<string, string> = { accept: 'application/json' };
  if (body !== undefined) headers['content-type'] = 'application/json';
  return {
    ...(typeof route === 'string' ? resolveRoute(route, baseUrl, values, query) : route),
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
    stream,
    signal,
  };
}
