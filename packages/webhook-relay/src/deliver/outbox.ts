import { randomUUID } from 'node:crypto';
import type { Queues } from '@scrapekit/storage';
import type { Target } from '../config/config.ts';
import type { Transaction } from '../storage/tables.ts';
import { insertDelivery } from './delivery-store.ts';

export const DELIVERY_QUEUE = 'delivery';

/** The queue message that brings the next requests of a delivery. */
export interface DeliveryMessage {
  readonly deliveryId: string;
  readonly turn: number;
}

/** Stores the deliveries of an event and sends their messages, all in `trx`. */
export async function bookDeliveries(
  trx: Transaction,
  queues: Queues,
  {
    eventId,
    targets,
    now,
  }: { readonly eventId: string; readonly targets: readonly Target[]; readonly now: Date },
): Promise<void> {
  for (const { name: target } of targets) {
    const id = `dlv_${randomUUID()}`;
    await insertDelivery(trx, { id, eventId, target, now });
    await bookTurn(trx, queues, { deliveryId: id, turn: 1, target });
  }
}

/** Sends the message of a turn, which begins at once or not before `at`. */
export async function bookTurn(
  trx: Transaction,
  queues: Queues,
  { target, at, ...message }: DeliveryMessage & { readonly target: string; readonly at?: Date },
): Promise<void> {
  await queues.send(trx, DELIVERY_QUEUE, message, { accountId: target, startAfter: at });
}
