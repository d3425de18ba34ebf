import type { Dispatcher } from 'undici';
import { ANSWER_LIMIT_MS, limitAnswerTime } from '../adapters/answer-limit.ts';
import { undiciTransport } from '../adapters/undici.ts';
import { ConfigurationError, requireWholeNumber } from '../errors/configuration-error.ts';
import { messageOf } from '../http/network-failure.ts';
import type { Redact } from '../http/redact.ts';
import type { HttpRequest, Transport } from '../http/transport.ts';

/** How requests are sent. At most one of `transport`, `fetch` and `dispatcher` may be given. */
export interface TransportOptions {
  readonly transport?: Transport;
  /** For example the `fetch` of a framework, or one that a test replaces. */
  readonly fetch?: typeof globalThis.fetch;
  /** A dispatcher of undici, for example a `ProxyAgent`. */
  readonly dispatcher?: Dispatcher;
  /**
   * How long the server may send nothing within an answer. Without `transport`, `fetch` and `dispatcher` it is also the
   * limit for the time before an answer. @default 60 000 within an answer, 180 000 before it
   */
  readonly idleTimeoutMs?: number;
  /** Called after each request. Its errors are ignored. */
  readonly debug?: DebugHook;
}

export type DebugHook = (record: RequestRecord) => unknown;

/** One request as it went over the network; repeated requests have one record each. */
export interface RequestRecord {
  readonly method: string;
  /** The URL with its query replaced, because a query may hold the API key or a private address. */
  readonly url: string;
  /** Absent when no answer arrived. */
  readonly status?: number;
  /** The time until the headers of the answer arrived, or until the request failed. */
  readonly durationMs: number;
  /** Why no answer arrived. */
  readonly error?: string;
}

/** Chooses the transport. Throws ConfigurationError when more than one was given. */
export function chooseTransport(options: TransportOptions, redact: Redact): Transport {
  const { transport, fetch, dispatcher, idleTimeoutMs, debug } = options;
  if ([transport, fetch, dispatcher].filter((each) => each !== undefined).length > 1) {
    throw new ConfigurationError('Give one of the options transport, fetch and dispatcher, and not several.');
  }
  requireWholeNumber('idleTimeoutMs', idleTimeoutMs, 1);
  const chosen =
    transport ??
    (fetch === undefined
      ? undiciTransport({ dispatcher, idleTimeoutMs })
      : fetchTransport(fetch, { answerTimeoutMs: Math.max(ANSWER_LIMIT_MS, idleTimeoutMs ?? 0) }));
  return debug === undefined ? chosen : recordRequests(chosen, debug, redact);
}

export interface FetchTransportOptions {
  /** How long an answer may take from the request to its last byte, unless it is a stream of results. @default 300 000 */
  readonly answerTimeoutMs?: number;
}

/** Creates a Transport from a `fetch` function. It follows no redirect, so the API key is sent to no other origin (C191). */
export function fetchTransport(
  fetch: typeof globalThis.fetch,
  { answerTimeoutMs = ANSWER_LIMIT_MS }: FetchTransportOptions = {},
): Transport {
  requireWholeNumber('answerTimeoutMs', answerTimeoutMs, 1);
  const send: Transport = async ({ method, url, headers, body, signal }) => {
    const response = await fetch(url, { method, headers: { ...headers }, body, signal, redirect: 'manual' });
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: response.body ?? '',
    };
  };
  return limitAnswerTime(send, answerTimeoutMs);
}

function recordRequests(send: Transport, debug: DebugHook, redact: Redact): Transport {
  return async (request) => {
    const startedAt = performance.now();
    const record = (outcome: { readonly status: number } | { readonly error: string }) =>
      void report(debug, {
        ...describeRequest(request, redact),
        ...outcome,
        durationMs: performance.now() - startedAt,
      });
    try {
      const response = await send(request);
      record({ status: response.status });
      return response;
    } catch (error) {
      record({ error: redact(messageOf(error)) });
      throw error;
    }
  };
}

const describeRequest = ({ method, url }: HttpRequest, redact: Redact) => ({
  method,
  url: redact(url),
});

/** A broken hook must not make a paid request look failed. */
async function report(debug: DebugHook, record: RequestRecord): Promise<void> {
  try {
    await debug(record);
  } catch {
    // The documentation of the hook says that its errors are ignored.
  }
}
