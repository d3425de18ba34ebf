import type { Clock } from '../clock.ts';
import type { RateLimiter } from '../http/rate-limit.ts';
import type { Redact } from '../http/redact.ts';
import { resolveRoute, type ResolvedRoute, type Route } from '../http/route.ts';
import { createSender, type Repeatability } from '../http/send.ts';
import { bodyText, type HttpRequest, type HttpResponse, type Transport } from '../http/transport.ts';
import type { ProviderDefinition } from '../provider.ts';
import { refusedRemedy, requestIdOf, toApiError } from './answer.ts';

export interface Call {
  /** The values of the route's placeholders. */
  readonly values?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly stream?: boolean;
  /** The media type that is asked for. @default application/json */
  readonly accept?: string;
  readonly signal?: AbortSignal;
  /** The time by which every pause must have ended, in milliseconds on the clock. @default no limit */
  readonly pausesUntil?: number;
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
  readonly redact: Redact;
  readonly rateLimiter: RateLimiter | undefined;
  readonly retries: number | undefined;
}

/**
 * Sends one request to the provider and resolves with a 2xx answer, whose body is text unless a stream was requested.
 * Throws ApiError for any other answer and NetworkError for none.
 */
export type Exchange = (
  route: Route | ResolvedRoute,
  repeatability: Repeatability,
  call: Call,
) => Promise<HttpResponse>;

export function createExchange(options: ExchangeOptions): Exchange {
  const { provider, clock, redact } = options;
  return async (route, repeatability, call) => {
    const { endpointClass = repeatability, pausesUntil = Infinity } = call;
    const send = createSender({
      ...options,
      endpointClass,
      pausesUntil,
      remedyOf: (refusal) => refusedRemedy(provider, refusal),
      requestIdOf: (response) => requestIdOf(provider, response),
    });
    const answer = await send(toRequest(route, call, options), repeatability);
    if (answer.status >= 200 && answer.status < 300) return answer;
    throw toApiError(provider, answer, { text: await bodyText(answer.body), now: clock.now(), redact });
  };
}

function toRequest(route: Route | ResolvedRoute, call: Call, { baseUrl }: ExchangeOptions): HttpRequest {
  const { values = {}, query, body, stream, signal, accept = 'application/json' } = call;
  const headers: Record<string, string> = { accept };
  if (body !== undefined) headers['content-type'] = 'application/json';
  return {
    ...(typeof route === 'string' ? resolveRoute(route, baseUrl, values, query) : route),
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
    stream,
    signal,
  };
}
