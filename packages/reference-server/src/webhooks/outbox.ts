import { randomText } from '../accounts/random-text.ts';
import type { Transaction } from '../storage/database.ts';
import type { Queues } from '../storage/queues.ts';
import { insertDelivery, type DeliveryOrigin } from './delivery-store.ts';
import type { Announcement } from './webhook-sender.ts';

export const WEBHOOK_QUEUE = 'webhook';

/** The message the deliverer receives: one attempt at one delivery. */
export interface DeliveryMessage {
  readonly deliveryId: string;
  /** From 1. */
  readonly attempt: number;
}

export interface Booking {
  readonly origin: DeliveryOrigin;
  readonly announcements: readonly Announcement[];
}

/** Books deliveries and their first attempts in the transaction that causes them. Returns the deliveries' ids. */
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
    await bookAttempt(trx, queues, { deliveryId: id, attempt: 1 });
  }
  return ids;
}

/** Books one attempt, for now or for later. */
export async function bookAttempt(
  trx: Transaction,
  queues: Queues,
  { at, ...message }: DeliveryMessage & { readonly at?: Date },
): Promise<void> {
  await queues.send(trx, WEBHOOK_QUEUE, message, at);
}
