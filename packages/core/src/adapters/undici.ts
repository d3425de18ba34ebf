import { Agent, request, type Dispatcher } from 'undici';
import type { HttpRequest, HttpResponse, Transport } from '../http/transport.ts';

export interface UndiciTransportOptions {
  /** A proxy or a pool of your own. @default a new Agent that accepts no redirect */
  readonly dispatcher?: Dispatcher;
  /** Longest silence of the server, before and between bytes. @default 60 000 */
  readonly idleTimeoutMs?: number;
}

/** A Transport for Node; redirects are not followed, so a key never leaves its origin (C191). */
export function undiciTransport({
  dispatcher,
  idleTimeoutMs = 60_000,
}: UndiciTransportOptions = {}): Transport {
  const agent = dispatcher ?? new Agent({ headersTimeout: idleTimeoutMs, bodyTimeout: idleTimeoutMs });
  return async ({ method, url, headers, body, signal }: HttpRequest): Promise<HttpResponse> => {
    const response = await request(url, {
      method,
      headers,
      dispatcher: agent,
      ...(body === undefined ? {} : { body }),
      ...(signal === undefined ? {} : { signal }),
    });
    return { status: response.statusCode, headers: flatten(response.headers), body: response.body };
  };
}

function flatten(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name.toLowerCase()] = typeof value === 'string' ? value : value.join(', ');
  }
  return flat;
}
