import type { Clock } from '@scrapekit/core';
import type { Dispatcher } from 'undici';
import type { Reader } from '../storage/database.ts';
import type { Storage } from '../storage/open-storage.ts';
import { createPump, type Pump } from '../storage/pump.ts';
import type { ClaimedMessage } from '../storage/queues.ts';
import {
  type DeliveryMessage,
  settleDelivery,
  takeDelivery,
  type TakenDelivery,
  WEBHOOK_QUEUE,
} from './delivery-store.ts';
import { type SendResult, sendWebhook, STOPPED } from './send-webhook.ts';
import { UnsendableError, type WebhookSender } from './webhook-sender.ts';

/** A slow receiver holds one of these, never the others (C172). */
const DELIVERIES_AT_ONCE = 50;

export interface DelivererOptions {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly dispatcher: Dispatcher;
  readonly senders: readonly WebhookSender[];
  readonly publicUrl: () => string;
  /** Asked for each attempt: a yes loses it on purpose. */
  readonly isLost: () => boolean;
  readonly onError: (error: unknown) => void;
}

/**
 * Sends what the outbox holds. An attempt is recorded before it is made: after a crash, one of a provider that promises
 * a single POST is not repeated (C171), and one of the others is.
 */
export function createDeliverer(options: DelivererOptions): Pump {
  const { storage, onError } = options;
  return createPump<DeliveryMessage>(storage.queues, {
    queue: WEBHOOK_QUEUE,
    concurrency: DELIVERIES_AT_ONCE,
    onError,
    handle: async (claim, signal) => await deliver(options, claim, signal),
  });
}

async function deliver(
  options: DelivererOptions,
  claim: ClaimedMessage<DeliveryMessage>,
  signal: AbortSignal,
): Promise<void> {
  const { storage, clock, senders, isLost } = options;
  const { db, queues } = storage;
  const sender = await findSender(storage, claim.message.deliveryId, senders);
  const isRepeatable = sender.policy.retryDelaysMs.length > 0;
  const startedAt = clock.now();
  const delivery = await takeDelivery(db, claim, { isRepeatable, at: new Date(startedAt) });
  if (delivery === undefined) {
    await interrupt(storage, claim);
    return;
  }
  const result = isLost() ? lost : await attempt(options, { delivery, sender, signal });
  // Left as it was begun, for the next start to make it again.
  if (isRepeatable && result.error === STOPPED) throw new Error(STOPPED);
  const now = new Date(clock.now());
  const ending = { result, policy: sender.policy, latencyMs: now.getTime() - startedAt, now };
  await storage.transaction(async (trx) => {
    await settleDelivery(trx, queues, { delivery, ...ending });
    await queues.complete(claim, trx);
  });
}

const lost: SendResult = { statusCode: null, error: 'Dropped on purpose.', isDropped: true };

async function findSender(
  { db }: Storage,
  deliveryId: string,
  senders: readonly WebhookSender[],
): Promise<WebhookSender> {
  const { provider } = await db
    .selectFrom('delivery')
    .select('provider')
    .where('id', '=', deliveryId)
    .executeTakeFirstOrThrow();
  const sender = senders.find((candidate) => candidate.provider === provider);
  if (sender === undefined) throw new Error(`This server sends no webhooks for ${provider}.`);
  return sender;
}

/** Ends a claim on an attempt that was begun before: by a server that died if nobody recorded how it ended. */
async function interrupt({ db, queues }: Storage, claim: ClaimedMessage<DeliveryMessage>): Promise<void> {
  const { deliveryId, attempt: begun } = claim.message;
  await db
    .updateTable('delivery')
    .set({ state: 'interrupted', error: STOPPED })
    .where('id', '=', deliveryId)
    .where('state', '=', 'sending')
    .where('attempts', '=', begun)
    .where('claim_id', '=', claim.id)
    .execute();
  await queues.complete(claim);
}

interface Attempt {
  readonly delivery: TakenDelivery;
  readonly sender: WebhookSender;
  readonly signal: AbortSignal;
}

async function attempt(
  { storage, clock, dispatcher, publicUrl }: DelivererOptions,
  { delivery, sender, signal }: Attempt,
): Promise<SendResult> {
  return await attemptDelivery(delivery, {
    db: storage.db,
    dispatcher,
    sender,
    signal,
    now: new Date(clock.now()),
    publicUrl: publicUrl(),
  });
}

export interface AttemptOptions {
  readonly db: Reader;
  readonly dispatcher: Dispatcher;
  readonly sender: WebhookSender;
  readonly now: Date;
  readonly publicUrl: string;
  readonly signal: AbortSignal;
}

/** Composes and sends, or says why nothing is sent. */
async function attemptDelivery(delivery: TakenDelivery, options: AttemptOptions): Promise<SendResult> {
  const { endpoint, url, id: deliveryId, ...about } = delivery;
  if (endpoint === undefined) return refused('The endpoint was deleted.');
  if (endpoint?.disabledReason != null)
    return refused(`The endpoint is disabled: ${endpoint.disabledReason}`);
  const { sender, dispatcher, signal, db, now, publicUrl } = options;
  try {
    const message = await sender.compose({ ...about, deliveryId, endpoint }, { db, now, publicUrl });
    return await sendWebhook(url, message, { dispatcher, policy: sender.policy, signal });
  } catch (error) {
    if (error instanceof UnsendableError) return { statusCode: null, error: error.message };
    throw error;
  }
}

const refused = (error: string): SendResult => ({ statusCode: null, error, isFinal: true });
