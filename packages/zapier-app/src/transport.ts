import type { HttpBody, HttpRequest, HttpResponse, Transport } from '@scrapekit/core';
import type { HttpRequestOptions, ZObject } from 'zapier-platform-core';

/** The used part of a response. Zapier's type takes the headers from a package that it does not install. */
interface Answer {
  readonly status: number;
  readonly headers: Iterable<readonly [string, string]>;
}

export interface TransportOptions {
  /** How long the answer to a request may take, in milliseconds. For a stream it ends with the headers. @default budgetMs */
  readonly answerMs?: number;
}

/**
 * Sends requests through Zapier, which logs them and removes the key from the log. Requests are aborted `budgetMs`
 * after this call, so that the step can report the error before Zapier ends it.
 */
export function zapierTransport(
  { request }: Pick<ZObject, 'request'>,
  budgetMs: number,
  { answerMs = budgetMs }: TransportOptions = {},
): Transport {
  const outOfTime = AbortSignal.timeout(budgetMs);
  return async (outgoing) => {
    const { url, stream = false, signal } = outgoing;
    const abort = new AbortController();
    const late = AbortSignal.timeout(answerMs);
    const sources = [outOfTime, late, ...(signal === undefined ? [] : [signal])];
    const stop = () => abort.abort();
    for (const source of sources) source.addEventListener('abort', stop, { once: true });
    if (sources.some(({ aborted }) => aborted)) stop();
    const release = () => {
      for (const source of sources) source.removeEventListener('abort', stop);
    };
    const options = requestOptions(outgoing, abort.signal);
    try {
      if (!stream) {
        const answer = await request(url, options);
        release();
        return toResponse(answer as Answer, answer.content);
      }
      const answer = await request(url, { ...options, raw: true });
      late.removeEventListener('abort', stop);
      const body = endWithReader(answer.body as AsyncIterable<Uint8Array>, () => {
        release();
        stop();
      });
      return toResponse(answer as Answer, body);
    } catch (cause) {
      release();
      if (!outOfTime.aborted && !late.aborted) throw cause;
      const limitMs = outOfTime.aborted ? budgetMs : answerMs;
      throw new Error(`no answer came within ${limitMs / 1000} s.`, { cause });
    }
  };
}

/** Ends the request when the reader of its body stops early, so that the rest is not transferred. */
async function* endWithReader(
  body: AsyncIterable<Uint8Array>,
  end: () => void,
): AsyncGenerator<Uint8Array, void> {
  try {
    yield* body;
  } finally {
    end();
  }
}

const toResponse = ({ status, headers }: Answer, body: HttpBody): HttpResponse => ({
  status,
  headers: Object.fromEntries(headers),
  body,
});

function requestOptions({ method, headers, body }: HttpRequest, signal: AbortSignal) {
  return {
    method,
    headers: { ...headers },
    redirect: 'manual',
    // The client interprets every status, 429 included. Without these two options Zapier would throw an error.
    skipThrowForStatus: true,
    throwForThrottlingEarly: false,
    signal,
    ...(body === undefined ? {} : { body: escapeBraces(body) }),
  } as const satisfies HttpRequestOptions & Record<string, unknown>;
}

// Zapier refuses to send text that looks like one of its placeholders, so the second brace is written as an escape.
const escapeBraces = (json: string): string => json.replaceAll('{{', '{\\u007b');
