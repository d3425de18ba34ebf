import { request, type Dispatcher } from 'undici';
import { isWebhookUrl } from './webhook-url.ts';
import type { WebhookMessage, WebhookPolicy } from './webhook-sender.ts';

/** The result of one attempt. */
export interface SendResult {
  readonly statusCode: number | null;
  /** Null when the receiver answered 2xx. */
  readonly error: string | null;
  /** No further attempt is made. */
  readonly isFinal?: boolean;
  /** Nothing was sent, because a test asked to lose webhooks. */
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

/** Posts a message and follows redirects as the policy allows. Only a 2xx counts as delivered. Never throws. */
export async function sendWebhook(
  url: string,
  message: WebhookMessage,
  options: SendOptions,
): Promise<SendResult> {
  const { policy, signal } = options;
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(policy.timeoutMs)]);
  let statusCode: number | null = null;
  const onStatus = (code: number) => void (statusCode = code);
  try {
    return await follow(new URL(url), message, { ...options, signal: deadline, onStatus });
  } catch (error) {
    return { statusCode, error: signal.aborted ? STOPPED : reason(error, deadline, policy) };
  }
}

interface HopOptions extends SendOptions {
  /** Called with the status before the body of the answer is read. */
  readonly onStatus: (code: number) => void;
}

async function follow(first: URL, message: WebhookMessage, options: HopOptions): Promise<SendResult> {
  const { maxRedirects } = options.policy;
  let url = first;
  let current: Omit<WebhookMessage, 'elsewhere'> = message;
  for (let hops = 0; ; hops++) {
    const { statusCode, location } = await post(url, current, options);
    if (statusCode >= 200 && statusCode < 300) return { statusCode, error: null };
    const next = location === undefined ? null : URL.parse(location, url.href);
    if (maxRedirects === 0 || statusCode < 300 || statusCode >= 400 || next === null)
      return { statusCode, error: `The receiver answered ${statusCode}.` };
    if (hops === maxRedirects)
      return { statusCode, error: `The receiver redirected more than ${maxRedirects} times.` };
    // This checks that the URL is https and has no credentials. The agent checks its address when it connects.
    if (!isWebhookUrl(next.href, { allowPrivate: true }))
      return { statusCode, error: 'The receiver redirected to an address that is no https URL.' };
    // Another origin does not share the secret. The message without it is also used for all later redirects.
    if (next.origin !== url.origin) current = message.elsewhere ?? current;
    url = next;
  }
}

interface Answered {
  readonly statusCode: number;
  readonly location: string | undefined;
}

async function post(
  url: URL,
  { headers, body }: WebhookMessage,
  { dispatcher, policy, signal, onStatus }: HopOptions,
): Promise<Answered> {
  const answer = await request(url, { method: 'POST', headers, body, dispatcher, signal });
  const { statusCode, headers: answered } = answer;
  onStatus(statusCode);
  await answer.body.dump({ limit: policy.maxAnswerBytes, signal });
  const location = [answered['location']].flat()[0];
  return { statusCode, location };
}

function reason(error: unknown, deadline: AbortSignal, { timeoutMs }: WebhookPolicy): string {
  if (deadline.aborted) return `The receiver did not answer within ${timeoutMs / 1000} s.`;
  return error instanceof Error ? error.message : 'The request could not be sent.';
}
