import { createClient, type Client, type HttpRequest, type ProviderDefinition } from '@scrapekit/core';
import { FakeClock } from '@scrapekit/core/testing';

interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json: unknown;
}

/** Creates a client that receives the given answers in order and then the last one again and again. */
export function scriptedClient(
  provider: ProviderDefinition,
  script: readonly Answer[],
  options: { readonly deliveries?: Parameters<typeof createClient>[1]['deliveries'] } = {},
): { readonly client: Client; readonly requests: HttpRequest[]; readonly clock: FakeClock } {
  const requests: HttpRequest[] = [];
  const clock = new FakeClock();
  const client = createClient(provider, {
    ...options,
    clock,
    random: () => 0.5,
    credentials: { apiKey: 'the-key' },
    transport: async (request) => {
      const { status = 200, headers = {}, json } = script[Math.min(requests.length, script.length - 1)]!;
      requests.push(request);
      return { status, headers, body: JSON.stringify(json) };
    },
  });
  return { client, requests, clock };
}

/** Returns each request as a line with its method and URL. */
export const requestLines = (requests: readonly HttpRequest[]): readonly string[] =>
  requests.map(({ method, url }) => `${method} ${url}`);
