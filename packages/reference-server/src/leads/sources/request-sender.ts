import { request } from 'undici';
import type { Net } from '../../net/net.ts';
import { createDispatcher } from '../../net/dispatcher.ts';
import { readBody } from '../../net/read-body.ts';

export interface ApiRequest {
  readonly url: URL;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs: number;
}

export interface ApiAnswer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  /** Cut off at `MAX_BODY_BYTES`. */
  readonly text: string;
}

export interface RequestSender {
  /** Does not follow redirects, so that another host never gets the key. Rejects when no answer comes. */
  send(request: ApiRequest, signal?: AbortSignal): Promise<ApiAnswer>;
  close(): Promise<void>;
}

const MAX_BODY_BYTES = 64_000_000;

/** Creates a sender that connects through `net`, with at most `connections` per host at a time. */
export function createRequestSender(net: Net, connections: number): RequestSender {
  const closing = new AbortController();
  const dispatcher = createDispatcher(net, closing.signal, connections);
  return {
    async send({ url, method, headers, body, timeoutMs }, signal) {
      const signals = [closing.signal, AbortSignal.timeout(timeoutMs), ...(signal ? [signal] : [])];
      const answer = await request(url, {
        dispatcher,
        method,
        headers: { 'accept-encoding': 'gzip, deflate, br', ...headers },
        body: body ?? null,
        headersTimeout: timeoutMs,
        bodyTimeout: timeoutMs,
        signal: AbortSignal.any(signals),
      });
      const encoding = single(answer.headers['content-encoding']) ?? '';
      const bytes = await readBody(answer.body, { encoding, limit: MAX_BODY_BYTES });
      return {
        status: answer.statusCode,
        retryAfter: single(answer.headers['retry-after']),
        text: bytes.toString(),
      };
    },
    async close() {
      closing.abort(new Error('The server is shutting down.'));
      await dispatcher.destroy();
    },
  };
}

const single = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value[0] : value;
