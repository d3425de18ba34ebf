import type { Queues } from '@scrapekit/storage';
import { randomText } from '../accounts/random-text.ts';
import type { Transaction } from '../storage/database.ts';
import type { DeliveryOrigin } from './delivery.ts';
import { insertDelivery } from './delivery-store.ts';
import type { Announcement } from './webhook-sender.ts';

export const WEBHOOK_QUEUE = 'webhook';

/** The queue message that starts one attempt at a delivery. */
export interface DeliveryMessage {
  readonly deliveryId: string;
  /** The number of the attempt, from 1. */
  readonly attempt: number;
}

export interface Booking {
  readonly origin: DeliveryOrigin;
  readonly announcements: readonly Announcement[];
}

/** Stores deliveries and sends the messages of their first attempts, all in `trx`. Returns the deliveries' ids. */
export async function bookDeliveries(
  trx: Transaction,
  queues: Queues,
  { origin, announcements }: Booking,
): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const announcement of announcements) {
    const id = `whd_${randomText(16)}`;
    ids.push(id);
    await insertDelivery(trx, { id, ...origin, ...announcement });
    await bookAttempt(trx, queues, { accountId: origin.accountId, deliveryId: id, attempt: 1 });
  }
  return ids;
}

/** Sends the message of one attempt, which is made at once or not before `at`. */
export async function bookAttempt(
  trx: Transaction,
  queues: Queues,
  { accountId, at, ...message }: DeliveryMessage & { readonly accountId: string; readonly at?: Date },
): Promise<void> {
  await queues.send(trx, WEBHOOK_QUEUE, message, { accountId, startAfter: at });
}
