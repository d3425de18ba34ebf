import { request, type Dispatcher } from 'undici';
import { describeNetworkFailure, failureOf } from '../net/network-failure.ts';
import { followRedirects, RedirectError, redirectOf } from '../net/redirects.ts';
import { isWebhookUrl } from './webhook-url.ts';
import type { WebhookMessage, WebhookPolicy } from './webhook-sender.ts';

/** The result of one attempt. */
export interface SendResult {
  readonly statusCode: number | null;
  /** Null when the receiver answered 2xx. */
  readonly error: string | null;
  /** No further attempt is made. */
  readonly isFinal?: boolean;
  /** Nothing was sent, because a test asked to drop webhooks. */
  readonly isDropped?: boolean;
}

/** The error of an attempt during which the server stopped. */
export const STOPPED = 'The server stopped during the attempt.';

export interface SendOptions {
  /** Refuses private addresses on every connection, and therefore also after a redirect. */
  readonly dispatcher: Dispatcher;
  readonly policy: WebhookPolicy;
  readonly signal: AbortSignal;
}

const MAX_ANSWER_BYTES = 65_536;

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
  // A webhook remains a POST after each redirect. `fetchPage` would change it to a GET.
  const send = async (to: URL, from: URL | null) => {
    // The secret must not reach another origin. After such a redirect, only the message without the secret is sent.
    if (from !== null && from.origin !== to.origin) current = message.withoutSecret ?? current;
    host = to.hostname;
    const { headers, body } = current;
    const answer = await request(to, { method: 'POST', headers, body, dispatcher, signal: deadline });
    statusCode = answer.statusCode;
    await answer.body.dump({ limit: maxAnswerBytes, signal: deadline });
    const [location] = [answer.headers['location']].flat();
    return { status: answer.statusCode, redirectTo: redirectOf(answer.statusCode, location) };
  };
  try {
    const { status } = await followRedirects(new URL(url), {
      maxRedirects,
      // This checks that the URL is https and has no credentials. The agent checks its address when it connects.
      isAllowed: (target) => isWebhookUrl(target.href, { allowPrivate: true }),
      send,
    });
    const isDelivered = status >= 200 && status < 300;
    return { statusCode: status, error: isDelivered ? null : `The receiver answered ${status}.` };
  } catch (error) {
    if (signal.aborted) return { statusCode, error: STOPPED };
    if (deadline.aborted)
      return { statusCode, error: `The receiver did not answer within ${timeoutMs / 1000} s.` };
    return { statusCode, error: reason(error, host, maxRedirects) };
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
