import { request, type Dispatcher } from 'undici';
import type { WebhookPolicy } from './webhook-policy.ts';
import type { WebhookMessage } from './webhook-sender.ts';

/** What became of one POST. */
export interface SendResult {
  readonly statusCode: number | null;
  readonly error: string | null;
}

/** The reason in the log when the server stopped while an attempt was under way. */
export const STOPPED = 'The server stopped during the attempt.';

export interface SendOptions {
  readonly dispatcher: Dispatcher;
  readonly policy: WebhookPolicy;
  readonly signal: AbortSignal;
}

/** Posts once and never throws; only a 2xx counts as delivered. */
export async function sendWebhook(
  url: string,
  message: WebhookMessage,
  options: SendOptions,
): Promise<SendResult> {
  const { dispatcher, policy, signal } = options;
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(policy.timeoutMs)]);
  let statusCode: number | null = null;
  try {
    const answer = await request(url, {
      method: 'POST',
      headers: message.headers,
      body: message.body,
      dispatcher,
      signal: deadline,
    });
    statusCode = answer.statusCode;
    await answer.body.dump({ limit: policy.maxAnswerBytes, signal: deadline });
    const accepted = statusCode >= 200 && statusCode < 300;
    return { statusCode, error: accepted ? null : `The receiver answered ${statusCode}.` };
  } catch (error) {
    return { statusCode, error: signal.aborted ? STOPPED : reason(error, deadline, policy) };
  }
}

function reason(error: unknown, deadline: AbortSignal, { timeoutMs }: WebhookPolicy): string {
  if (deadline.aborted) return `The receiver did not answer within ${timeoutMs / 1000} s.`;
  return error instanceof Error ? error.message : 'The request could not be sent.';
}
