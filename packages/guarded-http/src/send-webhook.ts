import type { Readable } from 'node:stream';
import { request, type Dispatcher } from 'undici';
import { describeNetworkFailure, failureOf } from './network-failure.ts';
import { followRedirects, RedirectError, redirectOf } from './redirects.ts';
import { isWebhookUrl } from './webhook-url.ts';

/** The headers and body of a request, with its signature. */
export interface WebhookMessage {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** Sent instead after a redirect to another origin, which must not receive a secret. */
  readonly withoutSecret?: Pick<WebhookMessage, 'headers' | 'body'>;
  /** For a message that contains a secret itself: what is stored in its place. The answer is then not stored either. */
  readonly logged?: Pick<WebhookMessage, 'headers' | 'body'>;
}

/** The limits of one attempt. */
export interface SendPolicy {
  /** From the connection to the last byte of the answer. */
  readonly timeoutMs: number;
  /** The most bytes that are read of the receiver's answer. @default 65,536 */
  readonly maxAnswerBytes?: number;
  /** The most redirects. Each address is checked like the first. @default 0 */
  readonly maxRedirects?: number;
}

/** The result of one attempt. */
export interface SendResult {
  readonly statusCode: number | null;
  /** Null when the receiver answered 2xx. */
  readonly error: string | null;
  /** No further attempt is made. */
  readonly isFinal?: boolean;
  /** Nothing was sent, because a test asked to drop webhooks. */
  readonly isDropped?: boolean;
  /** The last answer that began, also when it did not end. */
  readonly answer?: ReceivedAnswer;
}

export interface ReceivedAnswer {
  /** The Content-Type, at most 200 characters. */
  readonly type: string | null;
  /** The first bytes of the body. */
  readonly start: Uint8Array;
  /** The address that answered, when it was not the one that the webhook was sent to. */
  readonly redirectedTo: string | null;
  /** The headers `retry-after` and `date` of an answer that asks for a pause. */
  readonly pause?: Readonly<Record<string, string>>;
}

/** The error of an attempt during which the server stopped. */
export const STOPPED = 'The server stopped during the attempt.';

export interface SendOptions {
  /** Refuses private addresses on every connection, and therefore also after a redirect. */
  readonly dispatcher: Dispatcher;
  readonly policy: SendPolicy;
  readonly signal: AbortSignal;
}

const MAX_ANSWER_BYTES = 65_536;
const KEPT_ANSWER_BYTES = 2_048;
const KEPT_TYPE_CHARACTERS = 200;

/** Posts a message and follows redirects as the policy allows. Only a 2xx counts as delivered. Never throws. */
export async function sendWebhook(
  url: string,
  message: WebhookMessage,
  { dispatcher, policy, signal }: SendOptions,
): Promise<SendResult> {
  const { timeoutMs, maxAnswerBytes = MAX_ANSWER_BYTES, maxRedirects = 0 } = policy;
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  let current: Omit<WebhookMessage, 'withoutSecret'> = message;
  let host = url;
  let statusCode: number | null = null;
  let answer: ReceivedAnswer | undefined;
  // A webhook remains a POST after each redirect. `fetchPage` would change it to a GET.
  const send = async (to: URL, from: URL | null) => {
    // The secret must not reach another origin. After such a redirect, only the message without the secret is sent.
    if (from !== null && from.origin !== to.origin) current = message.withoutSecret ?? current;
    host = to.hostname;
    const { headers, body } = current;
    const response = await request(to, { method: 'POST', headers, body, dispatcher, signal: deadline });
    statusCode = response.statusCode;
    const about = { type: typeOf(response.headers), redirectedTo: from === null ? null : to.href };
    const pause = pauseOf(response.headers);
    await readStart(response.body, {
      limit: maxAnswerBytes,
      signal: deadline,
      onStart: (start) => (answer = { ...about, ...(pause && { pause }), start }),
    });
    const [location] = [response.headers['location']].flat();
    return { status: response.statusCode, redirectTo: redirectOf(response.statusCode, location) };
  };
  try {
    const { status } = await followRedirects(new URL(url), {
      maxRedirects,
      // This checks that the URL is https and has no credentials. The agent checks its address when it connects.
      isAllowed: (target) => isWebhookUrl(target.href, { allowPrivate: true }),
      send,
    });
    const isDelivered = status >= 200 && status < 300;
    return { statusCode: status, error: isDelivered ? null : `The receiver answered ${status}.`, answer };
  } catch (error) {
    if (signal.aborted) return { statusCode, error: STOPPED, answer };
    if (deadline.aborted)
      return { statusCode, error: `The receiver did not answer within ${timeoutMs / 1000} s.`, answer };
    return { statusCode, error: reason(error, host, maxRedirects), answer };
  }
}

const typeOf = (headers: Dispatcher.ResponseData['headers']): string | null =>
  [headers['content-type']].flat()[0]?.slice(0, KEPT_TYPE_CHARACTERS) ?? null;

function pauseOf(headers: Dispatcher.ResponseData['headers']): Readonly<Record<string, string>> | undefined {
  const [after] = [headers['retry-after']].flat();
  if (after === undefined) return undefined;
  const [date = ''] = [headers['date']].flat();
  return { 'retry-after': after, date };
}

interface Reading {
  readonly limit: number;
  readonly signal: AbortSignal;
  readonly onStart: (start: Uint8Array) => void;
}

/**
 * Reads a body up to `limit` bytes, and passes its first bytes on as they arrive. The status has decided already, so a
 * body that breaks off is no failure.
 */
async function readStart(body: Readable, { limit, signal, onStart }: Reading): Promise<void> {
  let start = Buffer.alloc(0);
  let size = 0;
  onStart(start);
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (start.length < KEPT_ANSWER_BYTES) {
        start = Buffer.concat([start, chunk]).subarray(0, KEPT_ANSWER_BYTES);
        onStart(start);
      }
      // Leaving the loop closes the connection.
      if (size > limit) break;
    }
  } catch (error) {
    if (signal.aborted) throw error;
  }
}

function reason(error: unknown, host: string, maxRedirects: number): string {
  if (error instanceof RedirectError)
    return error.reason === 'limit'
      ? `The receiver redirected more than ${maxRedirects} times.`
      : 'The receiver redirected to an address that is no https URL.';
  const failure = failureOf(error);
  if (failure.kind === 'blocked') return 'The webhook address does not lead to the public internet.';
  if (failure.kind === 'other' && error instanceof Error && error.message !== '') return error.message;
  return describeNetworkFailure(failure, `The host ${host}`).replace(
    /\.$/,
    ` (${failure.code ?? 'unknown'}).`,
  );
}
