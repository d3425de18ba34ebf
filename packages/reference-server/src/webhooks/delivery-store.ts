import { STOPPED } from '@scrapekit/guarded-http';
import { findAnyJob } from '../jobs/job-store.ts';
import type { Db, Transaction } from '../storage/database.ts';
import { wasDelivered } from './attempts.ts';
import {
  settledStates,
  unsettledStates,
  type AttemptClaim,
  type AttemptOutcome,
  type DeliveryFilter,
  type DeliveryOrigin,
  type TakenDelivery,
} from './delivery.ts';
import { findEndpoint } from './endpoints.ts';
import type { Announcement } from './webhook-sender.ts';

export async function insertDelivery(
  trx: Transaction,
  delivery: DeliveryOrigin & Announcement & { readonly id: string },
): Promise<void> {
  const { id, accountId, provider, jobId, at, isManual = false } = delivery;
  const { event, url, endpointId = null, eventId = null } = delivery;
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
      is_manual: isManual,
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

/** Returns the provider that a delivery belongs to, or undefined when the delivery was removed. */
export async function findDeliveryProvider(db: Db, id: string): Promise<string | undefined> {
  const row = await db.selectFrom('delivery').select('provider').where('id', '=', id).executeTakeFirst();
  return row?.provider;
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
  const { id, account_id: accountId, provider, event, event_id: eventId, url, is_manual: isManual } = row;
  const job = row.job_id === null ? null : ((await findAnyJob(db, row.job_id)) ?? null);
  const endpoint = row.endpoint_id === null ? null : await findEndpoint(db, row.endpoint_id);
  const about = { id, accountId, provider, event, eventId, attempt, isManual, createdAt: row.created_at };
  return { ...about, url: endpoint?.url ?? url, job, endpoint };
}

/**
 * Marks a delivery as interrupted, because the server stopped during an attempt that must not be repeated (C171). A
 * delivery that a person sent again stays delivered when the receiver has it already.
 */
export async function interruptDelivery(
  db: Db,
  { id: claimId, message: { deliveryId, attempt } }: AttemptClaim,
): Promise<void> {
  const state = (await wasDelivered(db, deliveryId)) ? 'delivered' : 'interrupted';
  await db
    .updateTable('delivery')
    .set({ state, error: STOPPED, is_manual: false })
    .where('id', '=', deliveryId)
    .where('state', '=', 'sending')
    .where('attempts', '=', attempt)
    .where('claim_id', '=', claimId)
    .execute();
}

/** Records how an attempt ended. Returns false when another worker has settled the attempt already. */
export async function recordAttempt(
  trx: Transaction,
  { id, attempt }: Pick<TakenDelivery, 'id' | 'attempt'>,
  { state, error, statusCode, latencyMs, nextAttemptAt }: AttemptOutcome,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('delivery')
    .set({
      state,
      error,
      status_code: statusCode,
      latency_ms: latencyMs,
      next_attempt_at: nextAttemptAt,
      is_manual: false,
    })
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

/** Lists deliveries, newest first. */
export async function listDeliveries(
  db: Db,
  { limit, accountId, after, provider, state, jobId }: DeliveryFilter,
) {
  let query = db.selectFrom('delivery').select(logColumns);
  if (accountId !== undefined) query = query.where('account_id', '=', accountId);
  if (provider !== undefined) query = query.where('provider', '=', provider);
  if (state !== undefined) query = query.where('state', '=', state);
  if (jobId !== undefined) query = query.where('job_id', '=', jobId);
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

/** Finds a delivery of the account. */
export async function findDelivery(
  db: Db,
  { id, accountId }: { readonly id: string; readonly accountId: string },
): Promise<LoggedDelivery | undefined> {
  return await db
    .selectFrom('delivery')
    .select(logColumns)
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .executeTakeFirst();
}

/** Locks an ended delivery of the account until the transaction ends. */
export async function lockSettledDelivery(
  trx: Transaction,
  { id, accountId }: { readonly id: string; readonly accountId: string },
): Promise<LoggedDelivery | undefined> {
  return await trx
    .selectFrom('delivery')
    .select(logColumns)
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .where('state', 'in', settledStates)
    .forUpdate()
    .executeTakeFirst();
}

/** Lets a locked delivery wait for one more attempt, which a person asked for. */
export async function reopenDelivery(trx: Transaction, id: string, at: Date): Promise<void> {
  await trx
    .updateTable('delivery')
    .set({ state: 'pending', is_manual: true, next_attempt_at: at })
    .where('id', '=', id)
    .execute();
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
