import type { Clock } from '@scrapekit/core';
import { type SendResult, sendWebhook, STOPPED } from '@scrapekit/guarded-http';
import { type ClaimedMessage, createPump, type Pump, type Queues } from '@scrapekit/storage';
import type { Dispatcher } from 'undici';
import { noteEvent } from '../storage/committed-events.ts';
import type { Transaction } from '../storage/database.ts';
import type { Storage } from '../storage/open-storage.ts';
import { insertAttempt, wasDelivered, type SentRequest } from './attempts.ts';
import type { DeliveryState, TakenDelivery } from './delivery.ts';
import { findDeliveryProvider, interruptDelivery, recordAttempt, takeDelivery } from './delivery-store.ts';
import { countAttempt } from './endpoints.ts';
import { bookAttempt, WEBHOOK_QUEUE, type DeliveryMessage } from './outbox.ts';
import { UnsendableError, type WebhookPolicy, type WebhookSender } from './webhook-sender.ts';

/** How many deliveries are made at the same time, so that a slow receiver does not delay the others (C172). */
const DELIVERIES_AT_ONCE = 200;
/** An account with slow receivers delays only its own deliveries. */
const DELIVERIES_PER_ACCOUNT = 20;

export interface DelivererOptions {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly dispatcher: Dispatcher;
  readonly senders: readonly WebhookSender[];
  readonly publicUrl: () => string;
  /** Returns true to drop an attempt on purpose, for tests. */
  readonly isDropped: () => boolean;
  readonly onError: (error: unknown) => void;
}

/**
 * Makes the booked attempts. Each attempt is recorded before it is made. After a crash, an attempt of a provider that
 * promises a single POST is therefore not repeated (C171). An attempt of any other provider is repeated.
 */
export function createDeliverer(options: DelivererOptions): Pump {
  const { storage, onError } = options;
  return createPump<DeliveryMessage>(storage.queues, {
    queue: WEBHOOK_QUEUE,
    concurrency: DELIVERIES_AT_ONCE,
    perAccount: DELIVERIES_PER_ACCOUNT,
    onError,
    handle: async (claim, signal) => await deliver(options, claim, signal),
  });
}

async function deliver(
  options: DelivererOptions,
  claim: ClaimedMessage<DeliveryMessage>,
  signal: AbortSignal,
): Promise<void> {
  const { storage, clock, isDropped } = options;
  const { db, queues } = storage;
  const sender = await findSender(options, claim.message.deliveryId);
  if (sender === undefined) {
    await queues.complete(claim);
    return;
  }
  const { policy } = sender;
  const isRepeatable = policy.retryDelaysMs.length > 0;
  const startedAt = clock.now();
  const delivery = await takeDelivery(db, claim, { isRepeatable, at: new Date(startedAt) });
  if (delivery === undefined) {
    await interruptDelivery(db, claim);
    await queues.complete(claim);
    return;
  }
  const { result, request } = isDropped()
    ? { result: dropped }
    : await attempt(options, { delivery, sender, signal });
  // The delivery keeps the state `sending`, so the attempt is repeated after the next start.
  if (isRepeatable && result.error === STOPPED) throw new Error(STOPPED);
  const now = clock.now();
  await storage.transaction(async (trx) => {
    await settle(trx, queues, { delivery, result, request, policy, startedAt, now });
    await queues.complete(claim, trx);
  });
}

/** Returns undefined for a delivery that was removed since, because its job is too old. */
async function findSender(
  { storage, senders }: DelivererOptions,
  deliveryId: string,
): Promise<WebhookSender | undefined> {
  const provider = await findDeliveryProvider(storage.db, deliveryId);
  if (provider === undefined) return undefined;
  const sender = senders.find((candidate) => candidate.provider === provider);
  if (sender === undefined) throw new Error(`This server sends no webhooks for ${provider}.`);
  return sender;
}

const dropped: SendResult = { statusCode: null, error: 'Dropped on purpose.', isDropped: true };
const refused = (error: string): SentAttempt => ({ result: { statusCode: null, error, isFinal: true } });

interface SentAttempt {
  readonly result: SendResult;
  /** Undefined when nothing was sent. */
  readonly request?: SentRequest;
}

interface Attempt {
  readonly delivery: TakenDelivery;
  readonly sender: WebhookSender;
  readonly signal: AbortSignal;
}

/** Composes and sends the message of a delivery, or returns the reason why it is not sent. */
async function attempt(
  { storage: { db }, clock, dispatcher, publicUrl }: DelivererOptions,
  { delivery, sender, signal }: Attempt,
): Promise<SentAttempt> {
  const { endpoint, url, id: deliveryId, ...about } = delivery;
  if (endpoint === undefined) return refused('The endpoint was deleted.');
  if (endpoint?.disabledReason != null)
    return refused(`The endpoint is disabled: ${endpoint.disabledReason}`);
  try {
    const facts = { db, now: new Date(clock.now()), publicUrl: publicUrl() };
    const message = await sender.compose({ ...about, deliveryId, endpoint }, facts);
    const result = await sendWebhook(url, message, { dispatcher, policy: sender.policy, signal });
    if (message.logged === undefined) return { result, request: message };
    // A receiver may repeat the secret that it got.
    return { result: { ...result, answer: undefined }, request: message.logged };
  } catch (error) {
    if (error instanceof UnsendableError) return { result: { statusCode: null, error: error.message } };
    throw error;
  }
}

interface Settling {
  readonly delivery: TakenDelivery;
  readonly result: SendResult;
  readonly request: SentRequest | undefined;
  readonly policy: WebhookPolicy;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly now: number;
}

/** Records how an attempt ended. If the policy allows another attempt, it is booked in the same transaction. */
async function settle(
  trx: Transaction,
  queues: Queues,
  { delivery, result, request, policy, startedAt, now }: Settling,
): Promise<void> {
  const { id: deliveryId, accountId, attempt: made, isManual, endpoint, url } = delivery;
  const { error, statusCode, isFinal = false } = result;
  const latencyMs = now - startedAt;
  const delayMs = error === null || isFinal || isManual ? undefined : policy.retryDelaysMs[made - 1];
  const nextAttemptAt = delayMs === undefined ? null : new Date(now + delayMs);
  const isKept = isManual && error !== null && (await wasDelivered(trx, deliveryId));
  const ended = isKept ? 'delivered' : finalState(result);
  const state = nextAttemptAt === null ? ended : 'waiting';
  // When a heartbeat is late, another worker may make the same attempt and settle it first.
  if (!(await recordAttempt(trx, delivery, { state, error, statusCode, latencyMs, nextAttemptAt }))) return;
  const { provider, event, job } = delivery;
  noteEvent(trx, {
    ...{ type: 'delivery attempt', deliveryId, accountId, provider, event, jobId: job?.id ?? null },
    ...{ attempt: made, state, statusCode, tookMs: latencyMs, reason: error },
  });
  const attempted = { deliveryId, number: made, startedAt: new Date(startedAt), latencyMs, url };
  await insertAttempt(trx, attempted, { result, request });
  if (endpoint != null && !isFinal)
    await countAttempt(trx, endpoint.id, { isGood: error === null, statusCode, rules: policy });
  if (nextAttemptAt !== null)
    await bookAttempt(trx, queues, { accountId, deliveryId, attempt: made + 1, at: nextAttemptAt });
}

function finalState({ error, isDropped = false }: SendResult): DeliveryState {
  if (error === null) return 'delivered';
  if (isDropped) return 'dropped';
  return error === STOPPED ? 'interrupted' : 'failed';
}
