import { randomText } from '../accounts/random-text.ts';
import { toJob } from '../jobs/job-store.ts';
import type { StoredJob } from '../jobs/job.ts';
import type { Reader, Transaction } from '../storage/database.ts';
import type { ClaimedMessage, Queues } from '../storage/queues.ts';
import { countAttempt, toEndpoint, type WebhookEndpoint } from './endpoints.ts';
import { type SendResult, STOPPED } from './send-webhook.ts';
import type { Announcement, WebhookPolicy } from './webhook-sender.ts';

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

/** A delivery whose attempt was recorded and may now be made. */
export interface TakenDelivery {
  readonly id: string;
  readonly accountId: string;
  readonly provider: string;
  readonly event: string;
  readonly eventId: string | null;
  readonly url: string;
  readonly attempt: number;
  readonly job: StoredJob | null;
  /** Undefined when it was deleted meanwhile, null when there never was one. */
  readonly endpoint: WebhookEndpoint | null | undefined;
}

/**
 * Records that an attempt begins, before it does; undefined when this attempt was begun already or is not due. With
 * `isRepeatable`, an attempt that was begun and has no ending is handed out again to the message that began it: the
 * queue repeats a message only when its worker died.
 */
export async function takeDelivery(
  db: Reader,
  { id: claimId, message: { deliveryId, attempt } }: Pick<ClaimedMessage<DeliveryMessage>, 'id' | 'message'>,
  { isRepeatable, at }: { readonly isRepeatable: boolean; readonly at: Date },
): Promise<TakenDelivery | undefined> {
  const row = await db
    .updateTable('delivery')
    .set({ state: 'sending', attempts: attempt, attempted_at: at, next_attempt_at: null, claim_id: claimId })
    .where('id', '=', deliveryId)
    .where((where) => {
      const isNext = where.and([
        where('state', 'in', ['pending', 'waiting']),
        where('attempts', '=', attempt - 1),
      ]);
      const isCutShort = where.and([
        where('state', '=', 'sending'),
        where('attempts', '=', attempt),
        where('claim_id', '=', claimId),
      ]);
      return isRepeatable ? where.or([isNext, isCutShort]) : isNext;
    })
    .returningAll()
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { id, account_id: accountId, provider, event, event_id: eventId, url } = row;
  const job = row.job_id === null ? null : await readJob(db, row.job_id);
  const endpoint = row.endpoint_id === null ? null : await readEndpoint(db, row.endpoint_id);
  return { id, accountId, provider, event, eventId, url: endpoint?.url ?? url, attempt, job, endpoint };
}

async function readJob(db: Reader, id: string): Promise<StoredJob> {
  return toJob(await db.selectFrom('job').selectAll().where('id', '=', id).executeTakeFirstOrThrow());
}

async function readEndpoint(db: Reader, id: string): Promise<WebhookEndpoint | undefined> {
  const row = await db
    .selectFrom('webhook_endpoint')
    .selectAll()
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  return row && toEndpoint(row);
}

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

/**
 * `pending` waits for its turn, `waiting` for its next attempt; `sending` was recorded before the request went out;
 * `interrupted` means the server stopped in between, so nobody knows whether it arrived; `dropped` was lost on purpose
 * (`lose_webhooks`).
 */
type DeliveryState = 'pending' | 'sending' | 'waiting' | 'delivered' | 'failed' | 'dropped' | 'interrupted';

export interface LoggedDelivery {
  readonly id: string;
  readonly accountId: string;
  /** Null for a test of the receiver. */
  readonly jobId: string | null;
  readonly provider: string;
  readonly event: string;
  readonly url: string;
  readonly state: string;
  readonly attempts: number;
  readonly nextAttemptAt: Date | null;
  readonly createdAt: Date;
  readonly attemptedAt: Date | null;
  readonly statusCode: number | null;
  readonly latencyMs: number | null;
  readonly error: string | null;
}

/** The newest deliveries first. */
export async function readDeliveries(db: Reader, limit: number): Promise<readonly LoggedDelivery[]> {
  return await db
    .selectFrom('delivery')
    .select([
      'id',
      'account_id as accountId',
      'job_id as jobId',
      'provider',
      'event',
      'url',
      'state',
      'attempts',
      'next_attempt_at as nextAttemptAt',
      'created_at as createdAt',
      'attempted_at as attemptedAt',
      'status_code as statusCode',
      'latency_ms as latencyMs',
      'error',
    ])
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();
}
