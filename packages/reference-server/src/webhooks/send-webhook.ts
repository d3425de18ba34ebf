import { request, type Dispatcher } from 'undici';
import { isWebhookUrl } from './webhook-url.ts';
import type { WebhookMessage, WebhookPolicy } from './webhook-sender.ts';

/** What became of one attempt. */
export interface SendResult {
  readonly statusCode: number | null;
  readonly error: string | null;
  /** No further attempt would make sense. */
  readonly isFinal?: boolean;
  /** Nothing was sent, on purpose. */
  readonly isDropped?: boolean;
}

/** The reason in the log when the server stopped while an attempt was under way. */
export const STOPPED = 'The server stopped during the attempt.';

export interface SendOptions {
  /** The guard: it refuses private addresses on every connection, so also behind a redirect. */
  readonly dispatcher: Dispatcher;
  readonly policy: WebhookPolicy;
  readonly signal: AbortSignal;
}

/** Posts, follows redirects as far as the policy goes, and never throws; only a 2xx counts as delivered. */
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
  /** Told before the answer's body is read. */
  readonly onStatus: (code: number) => void;
}

async function follow(first: URL, message: WebhookMessage, options: HopOptions): Promise<SendResult> {
  const { maxRedirects } = options.policy;
  let url = first;
  let letter: Omit<WebhookMessage, 'elsewhere'> = message;
  for (let hops = 0; ; hops++) {
    const { statusCode, location } = await post(url, letter, options);
    if (statusCode >= 200 && statusCode < 300) return { statusCode, error: null };
    const next = location === undefined ? null : URL.parse(location, url.href);
    if (maxRedirects === 0 || statusCode < 300 || statusCode >= 400 || next === null)
      return { statusCode, error: `The receiver answered ${statusCode}.` };
    if (hops === maxRedirects)
      return { statusCode, error: `The receiver redirected more than ${maxRedirects} times.` };
    // Where it leads is checked as it connects; here, that it is https and names no user.
    if (!isWebhookUrl(next.href, { allowPrivate: true }))
      return { statusCode, error: 'The receiver redirected to an address that is no https URL.' };
    // Once away from where the secret is shared, it stays away.
    if (next.origin !== url.origin) letter = message.elsewhere ?? letter;
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
