import type { WebhookRejection, WebhookVerificationError } from '../errors/webhook-verification-error.ts';
import type { WebhookEvent } from '../webhook-event.ts';
import type { WebhookSource } from './contract.ts';
import { onlyValue, type ReceivedDelivery } from './delivery.ts';
import type { Inbox } from './inbox.ts';
import { parseJson } from './parse-event.ts';

/** The HTTP answer to a delivery. It has no body, so that a refusal reveals nothing to the sender. */
export interface WebhookAnswer {
  readonly status: 200 | 400 | 401 | 405 | 413 | 500;
  readonly headers: Readonly<Record<string, string>>;
  /** The event; present only for the first accepted delivery of it. */
  readonly event?: WebhookEvent;
  /** Why the delivery was rejected, for a log. */
  readonly rejection?: WebhookRejection;
  /** The error behind a 500, for a log. */
  readonly failure?: unknown;
}

const THREE_DAYS_SECONDS = 259_200;

interface AnswerEventOptions {
  readonly provider: WebhookSource;
  readonly inbox: Inbox;
  readonly dispatch?: (event: WebhookEvent) => Promise<void> | void;
}

/**
 * Handles a verified event about a job once: keeps its outcome, wakes the waiting client and dispatches it. When that
 * fails, the answer is 500 and the provider's next delivery is handled again. `bytes` is the size of the body.
 */
export async function answerEvent(
  event: WebhookEvent,
  bytes: number,
  { provider, inbox, dispatch }: AnswerEventOptions,
): Promise<WebhookAnswer> {
  if (!event.readable && event.bytes === undefined) return { status: 400, headers: {} };
  const jobId = event.jobId ?? event.unsignedJobId;
  if (jobId === undefined) return { status: 200, headers: {} };
  const { retentionSeconds = THREE_DAYS_SECONDS, bringsOutcome } = provider.webhook;
  const retentionMs = retentionSeconds * 1000;
  const claim = await inbox.claim(event, retentionMs);
  // A repeated delivery also wakes the client, because the first one may have been a forged hint.
  if (claim === undefined) {
    inbox.wake(jobId);
    return { status: 200, headers: {} };
  }
  try {
    if (bringsOutcome === true) await inbox.keep(event, { retentionMs, bytes });
    inbox.wake(jobId);
    await dispatch?.(event);
  } catch (failure) {
    await claim.release();
    return { status: 500, headers: {}, failure };
  }
  await claim.settle();
  return { status: 200, headers: {}, event };
}

/** Answers a rejected delivery. A stale delivery still wakes the client, because its sender is genuine. */
export function answerRejection(
  { reason, event }: WebhookVerificationError,
  { headers, body }: ReceivedDelivery,
  { provider, inbox }: { readonly provider: WebhookSource; readonly inbox: Inbox },
): WebhookAnswer {
  const { ping } = provider.webhook;
  if (event?.jobId !== undefined) inbox.wake(event.jobId);
  const isUnsigned = reason === 'missing_header' || reason === 'no_secret';
  if (isUnsigned && ping !== undefined && onlyValue(headers, ping.header) === ping.value) {
    return { status: 200, headers: {} };
  }
  if (reason !== 'malformed_hint') return { status: 401, headers: {}, rejection: reason };
  // The dashboard's test message is any JSON object. It must be answered with 200 and cause no action (M08).
  return { status: isObject(parseJson(body)?.value) ? 200 : 400, headers: {}, rejection: reason };
}

const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
