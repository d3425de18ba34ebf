import { randomText } from '../accounts/random-text.ts';
import type { Transaction } from '../storage/database.ts';
import type { Queues } from '../storage/queues.ts';
import type { Announcement } from './webhook-sender.ts';

export const WEBHOOK_QUEUE = 'webhook';

/** The message the deliverer receives: one attempt at one delivery. */
export interface DeliveryMessage {
  readonly deliveryId: string;
  /** From 1. */
  readonly attempt: number;
}

/** Whom the deliveries belong to, and what they are about. */
export interface DeliveryOrigin {
  readonly accountId: string;
  readonly provider: string;
  readonly jobId: string | null;
  readonly at: Date;
}

/** Books deliveries in the transaction that gives cause for them, so that neither exists without the other. */
export async function bookDeliveries(
  trx: Transaction,
  queues: Queues,
  {
    origin,
    announcements,
  }: { readonly origin: DeliveryOrigin; readonly announcements: readonly Announcement[] },
): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const { event, url, endpointId = null, eventId = null } of announcements) {
    const id = `whd_${randomText(16)}`;
    ids.push(id);
    await trx
      .insertInto('delivery')
      .values({
        id,
        account_id: origin.accountId,
        job_id: origin.jobId,
        provider: origin.provider,
        event,
        url,
        endpoint_id: endpointId,
        event_id: eventId,
        claim_id: null,
        state: 'pending',
        next_attempt_at: origin.at,
        created_at: origin.at,
        attempted_at: null,
        status_code: null,
        latency_ms: null,
        error: null,
      })
      .execute();
    const message: DeliveryMessage = { deliveryId: id, attempt: 1 };
    await queues.send(trx, WEBHOOK_QUEUE, message);
  }
  return ids;
}
