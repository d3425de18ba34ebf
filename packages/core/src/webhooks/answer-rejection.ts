import type { WebhookVerificationError } from '../errors/webhook-verification-error.ts';
import type { WebhookSource } from './contract.ts';
import { onlyValue, type ReceivedDelivery } from './delivery.ts';
import type { Inbox } from './inbox.ts';
import { parseJson } from './parse-json.ts';
import type { WebhookAnswer } from './webhook-answer.ts';

/** Answers what was not believed. A genuine sender that comes late still wakes whoever waits for its job. */
export function answerRejection(
  { reason, event }: WebhookVerificationError,
  { headers, body }: ReceivedDelivery,
  { provider, inbox }: { readonly provider: WebhookSource; readonly inbox: Inbox },
): WebhookAnswer {
  const { ping } = provider.webhook;
  const jobId = event?.jobId ?? event?.unsignedJobId;
  if (jobId !== undefined) inbox.wake(jobId);
  const isUnsigned = reason === 'missing_header' || reason === 'no_secret';
  if (isUnsigned && ping !== undefined && onlyValue(headers, ping.header) === ping.value) {
    return { status: 200, headers: {} };
  }
  if (reason !== 'malformed_hint') return { status: 401, headers: {}, rejection: reason };
  // A test message from the dashboard is any JSON object: it wants a 200 and no action (M08).
  return { status: isObject(parseJson(body)?.value) ? 200 : 400, headers: {}, rejection: reason };
}

const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
