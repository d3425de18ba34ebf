import type { Clock } from '@scrapekit/core';
import type { Dispatcher } from 'undici';
import { readSigningSecret } from '../accounts/signing-secret.ts';
import { toJob } from '../jobs/job-row.ts';
import type { Job } from '../jobs/job.ts';
import type { Storage } from '../storage/open-storage.ts';
import { createPump, type Pump } from '../storage/pump.ts';
import type { DeliveryState } from './delivery-log.ts';
import { WEBHOOK_QUEUE, type DeliveryMessage } from './outbox.ts';
import { sendWebhook, STOPPED, type SendResult } from './send-webhook.ts';
import type { WebhookSender } from './webhook-sender.ts';

/** A slow receiver holds one of these, never the others (C172). */
const DELIVERIES_AT_ONCE = 50;

export interface DelivererOptions {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly dispatcher: Dispatcher;
  readonly senders: readonly WebhookSender[];
  readonly publicUrl: () => string;
  /** Asked for each delivery: a yes drops it on purpose. */
  readonly isLost: () => boolean;
  readonly onError: (error: unknown) => void;
}

/** Sends what the outbox holds. An attempt is recorded before it is made, so a restart never repeats one (C171). */
export function createDeliverer(options: DelivererOptions): Pump {
  const { storage, onError } = options;
  return createPump<DeliveryMessage>(storage.queues, {
    queue: WEBHOOK_QUEUE,
    concurrency: DELIVERIES_AT_ONCE,
    onError,
    handle: async (claim, signal) => {
      await deliver(options, claim.message.deliveryId, signal);
      await storage.queues.complete(claim);
    },
  });
}

async function deliver(options: DelivererOptions, deliveryId: string, signal: AbortSignal): Promise<void> {
  const { storage, clock, isLost } = options;
  const startedAt = clock.now();
  const delivery = await recordAttempt(storage, deliveryId, new Date(startedAt));
  if (delivery === undefined) {
    await record(storage, deliveryId, { state: 'interrupted', error: STOPPED });
    return;
  }
  if (isLost()) {
    await record(storage, deliveryId, { state: 'dropped', error: 'Dropped on purpose.' });
    return;
  }
  const result = await attempt(options, delivery, signal);
  const state = result.error === null ? 'delivered' : result.error === STOPPED ? 'interrupted' : 'failed';
  await record(storage, deliveryId, { state, ...result, latencyMs: clock.now() - startedAt });
}

interface TakenDelivery {
  readonly url: string;
  readonly job: Job;
}

async function recordAttempt({ db }: Storage, id: string, at: Date): Promise<TakenDelivery | undefined> {
  const taken = await db
    .updateTable('delivery')
    .set({ state: 'sending', attempted_at: at })
    .where('id', '=', id)
    .where('state', '=', 'pending')
    .returning(['url', 'job_id'])
    .executeTakeFirst();
  if (taken === undefined) return undefined;
  const row = await db.selectFrom('job').selectAll().where('id', '=', taken.job_id).executeTakeFirstOrThrow();
  return { url: taken.url, job: toJob(row) };
}

async function attempt(
  { storage, clock, dispatcher, senders, publicUrl }: DelivererOptions,
  { url, job }: TakenDelivery,
  signal: AbortSignal,
): Promise<SendResult> {
  const sender = senders.find(({ provider }) => provider === job.provider);
  if (sender === undefined)
    return { statusCode: null, error: `This server sends no webhooks for ${job.provider}.` };
  // Read now, not at creation: a rotated secret signs what is sent after it (C175).
  const secret = await readSigningSecret(storage.db, job.accountId);
  const message = sender.compose(job, { secret, now: new Date(clock.now()), publicUrl: publicUrl() });
  return await sendWebhook(url, message, { dispatcher, policy: sender.policy, signal });
}

interface Ending {
  readonly state: DeliveryState;
  readonly error: string | null;
  readonly statusCode?: number | null;
  readonly latencyMs?: number;
}

async function record({ db }: Storage, id: string, ending: Ending): Promise<void> {
  await db
    .updateTable('delivery')
    .set({
      state: ending.state,
      error: ending.error,
      status_code: ending.statusCode ?? null,
      latency_ms: ending.latencyMs ?? null,
    })
    .where('id', '=', id)
    .where('state', '=', 'sending')
    .execute();
}
