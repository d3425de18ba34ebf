import type { Clock } from '../clock.ts';
import { bodyText } from '../http/body.ts';
import type { RateLimiter } from '../http/rate-limit.ts';
import { resolveRoute, type ResolvedRoute, type Route } from '../http/route.ts';
import { createSender, type Repeatability } from '../http/send.ts';
import type { HttpRequest, HttpResponse, Transport } from '../http/transport.ts';
import type { ProviderDefinition } from '../provider.ts';
import { readRefusal, refusal, remedyOf } from './refusal.ts';

export interface Call {
  readonly values?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly stream?: boolean;
  readonly signal?: AbortSignal | undefined;
  /** Requests that share a window of the rate limit. @default the repeatability */
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

/** Sends one call of a provider and answers with a 2xx response; anything else is thrown as an ApiError. */
export type Exchange = (
  route: Route | ResolvedRoute,
  repeatability: Repeatability,
  call: Call,
) => Promise<HttpResponse>;

export function createExchange(options: ExchangeOptions): Exchange {
  const { provider, clock, random, deadline, secrets } = options;
  const senderFor = (endpointClass: string) =>
    createSender({
      transport: limited(options, endpointClass),
      clock,
      random,
      deadline,
      secrets,
      remedyOf: ({ status, body }) => remedyOf(provider, status, readRefusal(provider, body)),
    });
  return async (route, repeatability, call) => {
    const send = senderFor(call.endpointClass ?? repeatability);
    const response = await send(toRequest(route, call, options), repeatability);
    if (response.status >= 200 && response.status < 300) return response;
    throw refusal(provider, response, { text: await bodyText(response.body), now: clock.now(), secrets });
  };
}

function limited({ transport, rateLimiter, deadline }: ExchangeOptions, endpointClass: string): Transport {
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
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(stream === undefined ? {} : { stream }),
    ...(signal === undefined ? {} : { signal }),
  };
}
