import type { Clock } from '@scrapekit/core';
import type { Dispatcher } from 'undici';
import type { Transaction } from '../storage/database.ts';
import type { Storage } from '../storage/open-storage.ts';
import { createPump, type Pump } from '../storage/pump.ts';
import type { ClaimedMessage, Queues } from '../storage/queues.ts';
import {
  requireDeliveryProvider,
  interruptDelivery,
  recordAttempt,
  takeDelivery,
  type DeliveryState,
  type TakenDelivery,
} from './delivery-store.ts';
import { countAttempt } from './endpoints.ts';
import { bookAttempt, WEBHOOK_QUEUE, type DeliveryMessage } from './outbox.ts';
import { sendWebhook, STOPPED, type SendResult } from './send-webhook.ts';
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
  const { policy } = sender;
  const isRepeatable = policy.retryDelaysMs.length > 0;
  const startedAt = clock.now();
  const delivery = await takeDelivery(db, claim, { isRepeatable, at: new Date(startedAt) });
  if (delivery === undefined) {
    await interruptDelivery(db, claim);
    await queues.complete(claim);
    return;
  }
  const result = isDropped() ? dropped : await attempt(options, { delivery, sender, signal });
  // The delivery keeps the state `sending`, so the attempt is repeated after the next start.
  if (isRepeatable && result.error === STOPPED) throw new Error(STOPPED);
  const now = clock.now();
  await storage.transaction(async (trx) => {
    await settle(trx, queues, { delivery, result, policy, startedAt, now });
    await queues.complete(claim, trx);
  });
}

async function findSender(
  { storage, senders }: DelivererOptions,
  deliveryId: string,
): Promise<WebhookSender> {
  const provider = await requireDeliveryProvider(storage.db, deliveryId);
  const sender = senders.find((candidate) => candidate.provider === provider);
  if (sender === undefined) throw new Error(`This server sends no webhooks for ${provider}.`);
  return sender;
}

const dropped: SendResult = { statusCode: null, error: 'Dropped on purpose.', isDropped: true };
const refused = (error: string): SendResult => ({ statusCode: null, error, isFinal: true });

interface Attempt {
  readonly delivery: TakenDelivery;
  readonly sender: WebhookSender;
  readonly signal: AbortSignal;
}

/** Composes and sends the message of a delivery, or returns the reason why it is not sent. */
async function attempt(
  { storage: { db }, clock, dispatcher, publicUrl }: DelivererOptions,
  { delivery, sender, signal }: Attempt,
): Promise<SendResult> {
  const { endpoint, url, id: deliveryId, ...about } = delivery;
  if (endpoint === undefined) return refused('The endpoint was deleted.');
  if (endpoint?.disabledReason != null)
    return refused(`The endpoint is disabled: ${endpoint.disabledReason}`);
  try {
    const facts = { db, now: new Date(clock.now()), publicUrl: publicUrl() };
    const message = await sender.compose({ ...about, deliveryId, endpoint }, facts);
    return await sendWebhook(url, message, { dispatcher, policy: sender.policy, signal });
  } catch (error) {
    if (error instanceof UnsendableError) return { statusCode: null, error: error.message };
    throw error;
  }
}

interface Settling {
  readonly delivery: TakenDelivery;
  readonly result: SendResult;
  readonly policy: WebhookPolicy;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly now: number;
}

/** Records how an attempt ended. If the policy allows another attempt, it is booked in the same transaction. */
async function settle(
  trx: Transaction,
  queues: Queues,
  { delivery, result, policy, startedAt, now }: Settling,
): Promise<void> {
  const { id: deliveryId, accountId, attempt: made, endpoint } = delivery;
  const { error, statusCode, isFinal = false } = result;
  const delayMs = error === null || isFinal ? undefined : policy.retryDelaysMs[made - 1];
  const nextAttemptAt = delayMs === undefined ? null : new Date(now + delayMs);
  const state = nextAttemptAt === null ? finalState(result) : 'waiting';
  const record = { state, error, statusCode, latencyMs: now - startedAt, nextAttemptAt } as const;
  // When a heartbeat is late, another worker may make the same attempt and settle it first.
  if (!(await recordAttempt(trx, delivery, record))) return;
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
