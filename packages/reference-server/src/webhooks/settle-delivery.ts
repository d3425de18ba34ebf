import type { Transaction } from '../storage/database.ts';
import type { Queues } from '../storage/queues.ts';
import type { DeliveryState } from './delivery-log.ts';
import { countAttempt } from './endpoint-health.ts';
import { WEBHOOK_QUEUE, type DeliveryMessage } from './outbox.ts';
import { STOPPED, type SendResult } from './send-webhook.ts';
import type { TakenDelivery } from './take-delivery.ts';
import type { WebhookPolicy } from './webhook-policy.ts';

export interface AttemptEnding {
  readonly result: SendResult;
  readonly policy: WebhookPolicy;
  readonly latencyMs: number;
  readonly now: Date;
}

/** Records how an attempt ended and, where the policy has another, books it in the same transaction. */
export async function settleDelivery(
  trx: Transaction,
  queues: Queues,
  { delivery, ...ending }: AttemptEnding & { readonly delivery: TakenDelivery },
): Promise<void> {
  const { result, policy, latencyMs, now } = ending;
  const { id, attempt, endpoint } = delivery;
  const delayMs = result.error === null || result.isFinal ? undefined : policy.retryDelaysMs[attempt - 1];
  const nextAttemptAt = delayMs === undefined ? null : new Date(now.getTime() + delayMs);
  const { numUpdatedRows } = await trx
    .updateTable('delivery')
    .set({
      state: nextAttemptAt === null ? finalState(result) : 'waiting',
      error: result.error,
      status_code: result.statusCode,
      latency_ms: latencyMs,
      next_attempt_at: nextAttemptAt,
    })
    .where('id', '=', id)
    .where('state', '=', 'sending')
    .where('attempts', '=', attempt)
    .executeTakeFirst();
  // Somebody else took this worker for dead, and has settled it.
  if (numUpdatedRows === 0n) return;
  if (endpoint != null && result.isFinal !== true) await countAttempt(trx, endpoint.id, { result, policy });
  if (nextAttemptAt === null) return;
  const message: DeliveryMessage = { deliveryId: id, attempt: attempt + 1 };
  await queues.send(trx, WEBHOOK_QUEUE, message, nextAttemptAt);
}

function finalState({ error, isDropped = false }: SendResult): DeliveryState {
  if (error === null) return 'delivered';
  if (isDropped) return 'dropped';
  return error === STOPPED ? 'interrupted' : 'failed';
}
