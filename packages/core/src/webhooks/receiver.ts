import type { Clock } from '../clock.ts';
import { WebhookVerificationError } from '../errors/webhook-verification-error.ts';
import { answerEvent } from './answer-event.ts';
import { answerRejection } from './answer-rejection.ts';
import type { WebhookSource } from './contract.ts';
import {
  onlyValue,
  readHeaders,
  type Delivery,
  type HeaderValues,
  type ReceivedDelivery,
} from './delivery.ts';
import type { WebhookEvent } from './event.ts';
import type { Inbox } from './inbox.ts';
import { readBody, type RequestBody } from './read-body.ts';
import { verifyReceived, type VerifyOptions } from './verify.ts';
import type { WebhookAnswer } from './webhook-answer.ts';

export interface WebhookReceiverOptions extends Pick<VerifyOptions, 'secrets' | 'maxInflatedBytes'> {
  /** Its definition. */
  readonly provider: WebhookSource;
  readonly inbox: Inbox;
  readonly clock: Pick<Clock, 'now'>;
  /**
   * Makes a new event safe, within a second and before any call of the API (C196); if it rejects, the provider is
   * asked to try again. For a hint, reject unless the job is one of yours: anybody may have sent it.
   */
  readonly dispatch?: (event: WebhookEvent) => Promise<void> | void;
  /** @default the provider's own limit */
  readonly maxBodyBytes?: number;
}

export interface WebhookRequest {
  readonly method: string | undefined;
  /** In Node take `headersDistinct`, which keeps duplicates apart. */
  readonly headers: Delivery['headers'];
  readonly body: RequestBody;
}

const MEBIBYTE = 1024 * 1024;

/** Verifies, deduplicates and hands over what is POSTed to whatever server a host has. It never throws. */
export function createWebhookReceiver(
  options: WebhookReceiverOptions,
): (request: WebhookRequest) => Promise<WebhookAnswer> {
  return async (request) => {
    try {
      return await receive(request, options);
    } catch (failure) {
      return { status: 500, headers: {}, failure };
    }
  };
}

async function receive(request: WebhookRequest, options: WebhookReceiverOptions): Promise<WebhookAnswer> {
  if (request.method !== 'POST') return { status: 405, headers: { allow: 'POST' } };
  const { maxBodyBytes = options.provider.webhook.maxBodyBytes ?? MEBIBYTE } = options;
  const headers = readHeaders(request.headers);
  const body =
    declaredLength(headers) > maxBodyBytes ? undefined : await readBody(request.body, maxBodyBytes);
  // The rest of the body stays unread, so the connection cannot serve another request.
  if (body === undefined) return { status: 413, headers: { connection: 'close' } };
  const event = judge({ headers, body }, options);
  if (WebhookVerificationError.isInstance(event)) return answerRejection(event, { headers, body }, options);
  return answerEvent(event, body.length, options);
}

function declaredLength(headers: HeaderValues): number {
  const text = onlyValue(headers, 'content-length');
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : 0;
}

function judge(
  delivery: ReceivedDelivery,
  { provider, clock, ...options }: WebhookReceiverOptions,
): WebhookEvent | WebhookVerificationError {
  try {
    return verifyReceived(provider, delivery, { ...options, now: new Date(clock.now()) });
  } catch (error) {
    if (WebhookVerificationError.isInstance(error)) return error;
    throw error;
  }
}
