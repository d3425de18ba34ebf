import type { HttpBody, HttpRequest, HttpResponse, Transport } from '@scrapekit/core';
import type { HttpRequestOptions, ZObject } from 'zapier-platform-core';

/** What is used of an answer; Zapier's own type leaves its headers to a package it does not bring. */
interface Answer {
  readonly status: number;
  readonly headers: Iterable<readonly [string, string]>;
}

/**
 * Sends requests through Zapier, which logs them and scrubs the key. None outlives `budgetMs`, counted from
 * this call, so that the step can still say what happened before Zapier ends it.
 */
export function zapierTransport({ request }: Pick<ZObject, 'request'>, budgetMs: number): Transport {
  const outOfTime = AbortSignal.timeout(budgetMs);
  return async (outgoing) => {
    const { url, stream = false } = outgoing;
    const options = requestOptions(outgoing, outOfTime);
    try {
      if (stream) {
        const answer = await request(url, { ...options, raw: true });
        return toResponse(answer as Answer, answer.body as AsyncIterable<Uint8Array>);
      }
      const answer = await request(url, options);
      return toResponse(answer as Answer, answer.content);
    } catch (cause) {
      if (!outOfTime.aborted) throw cause;
      throw new Error(`no answer came within ${budgetMs / 1000} s.`, { cause });
    }
  };
}

const toResponse = ({ status, headers }: Answer, body: HttpBody): HttpResponse => ({
  status,
  headers: Object.fromEntries(headers),
  body,
});

function requestOptions({ method, headers, body, signal }: HttpRequest, outOfTime: AbortSignal) {
  return {
    method,
    headers: { ...headers },
    redirect: 'manual',
    // Refusals, 429 included, are answers that the client judges; Zapier would throw them first.
    skipThrowForStatus: true,
    throwForThrottlingEarly: false,
    signal: signal === undefined ? outOfTime : AbortSignal.any([signal, outOfTime]),
    ...(body === undefined ? {} : { body: escapeCurlies(body) }),
  } as const satisfies HttpRequestOptions & Record<string, unknown>;
}

// Zapier refuses to send what looks like one of its placeholders; JSON can spell the same text apart.
const escapeCurlies = (json: string): string => json.replaceAll('{{', '{\\u007b');
