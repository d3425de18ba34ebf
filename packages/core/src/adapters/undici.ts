import type * as Undici from 'undici';
import type { Dispatcher } from 'undici';
import { ConfigurationError, requireWholeNumber } from '../errors/configuration-error.ts';
import { NetworkError } from '../errors/network-error.ts';
import { messageOf } from '../http/network-failure.ts';
import type { HttpRequest, HttpResponse, Transport } from '../http/transport.ts';
import { ANSWER_LIMIT_MS, limitAnswerTime } from './answer-limit.ts';

export interface UndiciTransportOptions {
  /** For example a proxy or a shared pool. @default a new Agent, which uses the proxies of HTTPS_PROXY and HTTP_PROXY */
  readonly dispatcher?: Dispatcher;
  /** How long the server may send nothing, before and within an answer. @default 180 000, since Scrapfly documents answers after 155 s */
  readonly idleTimeoutMs?: number;
  /** How long an answer may take from the request to its last byte, unless it is a stream of results. @default 300 000 */
  readonly answerTimeoutMs?: number;
}

/** Creates a Transport for Node. It follows no redirect, so the API key is sent to no other origin (C191). */
export function undiciTransport({
  dispatcher,
  idleTimeoutMs = 180_000,
  answerTimeoutMs = Math.max(ANSWER_LIMIT_MS, idleTimeoutMs),
}: UndiciTransportOptions = {}): Transport {
  requireWholeNumber('idleTimeoutMs', idleTimeoutMs, 1);
  requireWholeNumber('answerTimeoutMs', answerTimeoutMs, 1);
  let agent = dispatcher;
  const send = async ({ method, url, headers, body, signal }: HttpRequest): Promise<HttpResponse> => {
    const undici = await loadUndici();
    agent ??= createAgent(undici, idleTimeoutMs);
    let sent = false;
    const observed = observeStart(agent, () => {
      sent = true;
    });
    try {
      const response = await undici.request(url, { method, headers, dispatcher: observed, body, signal });
      return { status: response.statusCode, headers: joinDuplicates(response.headers), body: response.body };
    } catch (error) {
      throw new NetworkError(messageOf(error), { sent, cause: error });
    }
  };
  return limitAnswerTime(send, answerTimeoutMs);
}

/**
 * Loads undici with the first request, so that a program that sends requests in another way does not need it. Throws
 * ConfigurationError when it is not installed.
 */
async function loadUndici(): Promise<typeof Undici> {
  try {
    return await import('undici');
  } catch (cause) {
    throw new ConfigurationError(
      'The package undici could not be loaded. Install it and keep it out of bundles, or pass the option fetch.',
      { cause },
    );
  }
}

const proxyVariables = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'];

/** Creates an agent that uses the proxies of the environment, except for the hosts in NO_PROXY. */
function createAgent({ Agent, EnvHttpProxyAgent }: typeof Undici, idleTimeoutMs: number): Dispatcher {
  const timeouts = { headersTimeout: idleTimeoutMs, bodyTimeout: idleTimeoutMs };
  // Some versions of undici warn that this agent is experimental, so it is created only for a proxy.
  return proxyVariables.some((name) => (process.env[name] ?? '') !== '')
    ? new EnvHttpProxyAgent(timeouts)
    : new Agent(timeouts);
}

/** Returns a dispatcher that calls `onStart` when a connection is ready and the request is about to be written. */
function observeStart(dispatcher: Dispatcher, onStart: () => void): Dispatcher {
  return dispatcher.compose((dispatch) => (options, handler) => {
    const observer: Dispatcher.DispatchHandler = {
      onRequestStart(controller, context) {
        onStart();
        handler.onRequestStart?.(controller, context);
      },
      onRequestUpgrade: (...upgrade) => handler.onRequestUpgrade?.(...upgrade),
      onResponseStart: (...start) => handler.onResponseStart?.(...start),
      onResponseData: (...data) => handler.onResponseData?.(...data),
      onResponseEnd: (...end) => handler.onResponseEnd?.(...end),
      onResponseError: (...error) => handler.onResponseError?.(...error),
    };
    return dispatch(options, observer);
  });
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
