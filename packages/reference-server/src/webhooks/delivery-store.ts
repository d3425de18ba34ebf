import { findAnyJob } from '../jobs/job-store.ts';
import type { StoredJob } from '../jobs/job.ts';
import type { Db, Transaction } from '../storage/database.ts';
import { findEndpoint, type WebhookEndpoint } from './endpoints.ts';
import { STOPPED } from './send-webhook.ts';
import type { Announcement } from './webhook-sender.ts';

/**
 * The state of a delivery:
 * - `pending`: waits for its first attempt
 * - `sending`: the attempt was recorded and the request may be on its way
 * - `waiting`: waits for its next attempt
 * - `interrupted`: the server stopped during the only attempt, so it is unknown whether the receiver got it
 * - `dropped`: the server dropped it on purpose, because a test asked for `lose_webhooks`
 */
export type DeliveryState =
  'pending' | 'sending' | 'waiting' | 'delivered' | 'failed' | 'dropped' | 'interrupted';

const unsettledStates: readonly DeliveryState[] = ['pending', 'sending', 'waiting'];
const settledStates: readonly DeliveryState[] = ['delivered', 'failed', 'dropped', 'interrupted'];

/** The account and the job that a delivery belongs to. */
export interface DeliveryOrigin {
  readonly accountId: string;
  readonly provider: string;
  /** Null for a test of the receiver. */
  readonly jobId: string | null;
  readonly at: Date;
}

export async function insertDelivery(
  trx: Transaction,
  delivery: DeliveryOrigin & Announcement & { readonly id: string },
): Promise<void> {
  const { id, accountId, provider, jobId, at, event, url, endpointId = null, eventId = null } = delivery;
  await trx
    .insertInto('delivery')
    .values({
      id,
      account_id: accountId,
      job_id: jobId,
      provider,
      event,
      url,
      endpoint_id: endpointId,
      event_id: eventId,
      claim_id: null,
      state: 'pending',
      next_attempt_at: at,
      created_at: at,
      attempted_at: null,
      status_code: null,
      latency_ms: null,
      error: null,
    })
    .execute();
}

/** Returns the provider that a delivery belongs to. */
export async function requireDeliveryProvider(db: Db, id: string): Promise<string> {
  const { provider } = await db
    .selectFrom('delivery')
    .select('provider')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return provider;
}

/** A delivery with an attempt that was recorded and may now be made. */
export interface TakenDelivery {
  readonly id: string;
  readonly accountId: string;
  readonly provider: string;
  readonly event: string;
  readonly eventId: string | null;
  readonly url: string;
  readonly attempt: number;
  readonly job: StoredJob | null;
  /** Null when the delivery names no endpoint; undefined when its endpoint was deleted. */
  readonly endpoint: WebhookEndpoint | null | undefined;
}

/** The queue message that starts an attempt. */
export interface AttemptClaim {
  readonly id: string;
  readonly message: { readonly deliveryId: string; readonly attempt: number };
}

/**
 * Records that an attempt begins, before it is made. Returns undefined when the attempt was begun already or is not
 * due. With `isRepeatable`, an attempt that was begun but not settled is returned again for the same queue message,
 * because the queue repeats a message only after its worker has stopped.
 */
export async function takeDelivery(
  db: Db,
  { id: claimId, message: { deliveryId, attempt } }: AttemptClaim,
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
  const job = row.job_id === null ? null : ((await findAnyJob(db, row.job_id)) ?? null);
  const endpoint = row.endpoint_id === null ? null : await findEndpoint(db, row.endpoint_id);
  return { id, accountId, provider, event, eventId, url: endpoint?.url ?? url, attempt, job, endpoint };
}

/** Marks a delivery as interrupted, because the server stopped during its only attempt (C171). */
export async function interruptDelivery(
  db: Db,
  { id: claimId, message: { deliveryId, attempt } }: AttemptClaim,
): Promise<void> {
  await db
    .updateTable('delivery')
    .set({ state: 'interrupted', error: STOPPED })
    .where('id', '=', deliveryId)
    .where('state', '=', 'sending')
    .where('attempts', '=', attempt)
    .where('claim_id', '=', claimId)
    .execute();
}

/** How an attempt ended, with the time of the next one if there is one. */
export interface AttemptRecord {
  readonly state: DeliveryState;
  readonly error: string | null;
  readonly statusCode: number | null;
  readonly latencyMs: number;
  readonly nextAttemptAt: Date | null;
}

/** Records how an attempt ended. Returns false when another worker has settled the attempt already. */
export async function recordAttempt(
  trx: Transaction,
  { id, attempt }: Pick<TakenDelivery, 'id' | 'attempt'>,
  { state, error, statusCode, latencyMs, nextAttemptAt }: AttemptRecord,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('delivery')
    .set({ state, error, status_code: statusCode, latency_ms: latencyMs, next_attempt_at: nextAttemptAt })
    .where('id', '=', id)
    .where('state', '=', 'sending')
    .where('attempts', '=', attempt)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Counts the job deliveries to an endpoint that have not ended. */
export async function countUndelivered(trx: Transaction, endpointId: string): Promise<number> {
  const { deliveries } = await trx
    .selectFrom('delivery')
    .select((select) => select.fn.countAll<number>().as('deliveries'))
    .where('endpoint_id', '=', endpointId)
    .where('job_id', 'is not', null)
    .where('state', 'in', unsettledStates)
    .executeTakeFirstOrThrow();
  return deliveries;
}

const logColumns = [
  ...(['id', 'account_id as accountId', 'job_id as jobId', 'provider', 'event', 'url', 'state'] as const),
  ...(['attempts', 'next_attempt_at as nextAttemptAt', 'created_at as createdAt'] as const),
  ...([
    'attempted_at as attemptedAt',
    'status_code as statusCode',
    'latency_ms as latencyMs',
    'error',
  ] as const),
] as const;

/** A delivery as the dashboard and `/admin/deliveries` show it. */
export type LoggedDelivery = Awaited<ReturnType<typeof listDeliveries>>[number];

/** The last delivery of a page. */
export interface DeliveryPosition {
  readonly createdAt: Date;
  readonly id: string;
}

export interface DeliveryFilter {
  readonly limit: number;
  /** @default all accounts */
  readonly accountId?: string;
  readonly after?: DeliveryPosition;
}

/** Lists deliveries, newest first. */
export async function listDeliveries(db: Db, { limit, accountId, after }: DeliveryFilter) {
  let query = db.selectFrom('delivery').select(logColumns);
  if (accountId !== undefined) query = query.where('account_id', '=', accountId);
  if (after !== undefined) {
    query = query.where((where) =>
      where.or([
        where('created_at', '<', after.createdAt),
        where.and([where('created_at', '=', after.createdAt), where('id', '<', after.id)]),
      ]),
    );
  }
  return await query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
}

/** Deletes the deliveries of jobs, and those of these events. */
export async function deleteDeliveries(
  trx: Transaction,
  { jobIds, eventIds }: { readonly jobIds: readonly string[]; readonly eventIds: readonly string[] },
): Promise<void> {
  await trx.deleteFrom('delivery').where('job_id', 'in', jobIds).execute();
  if (eventIds.length > 0) await trx.deleteFrom('delivery').where('event_id', 'in', eventIds).execute();
}

/** Deletes tests of receivers that were created before a time and have ended. */
export async function deleteTestDeliveries(trx: Transaction, before: Date): Promise<void> {
  await trx
    .deleteFrom('delivery')
    .where('job_id', 'is', null)
    .where('created_at', '<', before)
    .where('state', 'in', settledStates)
    .execute();
}
