import { Agent, request, type Dispatcher } from 'undici';
import type { HttpRequest, HttpResponse, Transport } from '../http/transport.ts';

export interface UndiciTransportOptions {
  /** For example a proxy or a shared pool. @default a new Agent */
  readonly dispatcher?: Dispatcher;
  /** How long the server may send nothing, before and within an answer. @default 60 000 */
  readonly idleTimeoutMs?: number;
}

/** Creates a Transport for Node. It follows no redirect, so the API key is sent to no other origin (C191). */
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
      body,
      signal,
    });
    return { status: response.statusCode, headers: joinDuplicates(response.headers), body: response.body };
  };
}

function joinDuplicates(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name.toLowerCase()] = typeof value === 'string' ? value : value.join(', ');
  }
  return flat;
}
