import type { Clock } from '../clock.ts';
import { bodyText } from '../http/body.ts';
import { resolveRoute, type Route } from '../http/route.ts';
import { createSender, type Repeatability } from '../http/send.ts';
import type { HttpResponse, Transport } from '../http/transport.ts';
import type { ProviderDefinition } from '../provider.ts';
import { refusal } from './refusal.ts';

export interface Call {
  readonly values?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly stream?: boolean;
  readonly signal?: AbortSignal | undefined;
}

export interface ExchangeOptions {
  readonly provider: ProviderDefinition;
  readonly baseUrl: string;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: () => number;
  readonly deadline: number;
  readonly secrets: readonly string[];
}

/** Sends one call of a provider and answers with a 2xx response; anything else is thrown as an ApiError. */
export type Exchange = (route: Route, repeatability: Repeatability, call: Call) => Promise<HttpResponse>;

export function createExchange(options: ExchangeOptions): Exchange {
  const { provider, baseUrl, clock, secrets } = options;
  const send = createSender(options);
  return async (route, repeatability, { values = {}, query, body, stream, signal }) => {
    const { method, url } = resolveRoute(route, baseUrl, values, query);
    const headers: Record<string, string> = { accept: 'application/json' };
    if (body !== undefined) headers['content-type'] = 'application/json';
    const response = await send(
      {
        method,
        url,
        headers,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(stream === undefined ? {} : { stream }),
        ...(signal === undefined ? {} : { signal }),
      },
      repeatability,
    );
    if (response.status >= 200 && response.status < 300) return response;
    throw refusal(provider, response, { text: await bodyText(response.body), now: clock.now(), secrets });
  };
}
