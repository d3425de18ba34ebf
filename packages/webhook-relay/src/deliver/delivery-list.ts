import type { Db } from '../storage/tables.ts';
import type { DeliveryState } from './delivery-store.ts';

/** A delivery as the status page lists it. */
export type ListedDelivery = Awaited<ReturnType<typeof listDeliveries>>[number];

export interface DeliveryFilter {
  readonly limit: number;
  readonly target?: string | undefined;
  readonly state?: DeliveryState | undefined;
  /** The last delivery of the page before. */
  readonly after?: { readonly createdAt: Date; readonly id: string } | undefined;
}

const listed = (db: Db) =>
  db
    .selectFrom('delivery')
    .innerJoin('event', 'event.id', 'delivery.event_id')
    .select([
      ...(['delivery.id', 'delivery.target', 'delivery.state', 'delivery.attempts'] as const),
      ...(['delivery.page', 'delivery.pages', 'delivery.error', 'delivery.created_at as createdAt'] as const),
      ...(['delivery.next_attempt_at as nextAttemptAt', 'delivery.status_code as statusCode'] as const),
      ...(['event.id as eventId', 'event.source', 'event.job_id as jobId', 'event.type'] as const),
      ...(['event.is_reconciled as isReconciled', 'delivery.tried_since as triedSince'] as const),
    ]);

/** Lists deliveries, newest first. */
export async function listDeliveries(db: Db, { limit, target, state, after }: DeliveryFilter) {
  let query = listed(db);
  if (target !== undefined) query = query.where('delivery.target', '=', target);
  if (state !== undefined) query = query.where('delivery.state', '=', state);
  if (after !== undefined)
    query = query.where((where) =>
      where.or([
        where('delivery.created_at', '<', after.createdAt),
        where.and([where('delivery.created_at', '=', after.createdAt), where('delivery.id', '<', after.id)]),
      ]),
    );
  return await query
    .orderBy('delivery.created_at', 'desc')
    .orderBy('delivery.id', 'desc')
    .limit(limit)
    .execute();
}

export async function findDelivery(db: Db, id: string): Promise<ListedDelivery | undefined> {
  return await listed(db).where('delivery.id', '=', id).executeTakeFirst();
}

/** The failure of the newest attempt of a target, when that attempt failed. */
export interface LastError {
  readonly target: string;
  readonly at: Date;
  readonly error: string;
  readonly statusCode: number | null;
}

/** Lists the targets whose newest attempt failed. */
export async function listLastErrors(db: Db): Promise<readonly LastError[]> {
  const rows = await db
    .selectFrom('delivery')
    .distinctOn('target')
    .select(['target', 'attempted_at as at', 'error', 'status_code as statusCode'])
    .where('attempted_at', 'is not', null)
    .where('state', '!=', 'sending')
    .orderBy('target')
    .orderBy('attempted_at', 'desc')
    .execute();
  return rows.flatMap(({ at, error, ...row }) =>
    at === null || error === null ? [] : [{ ...row, at, error }],
  );
}

/** Counts the deliveries of each target by their state. */
export async function countDeliveries(
  db: Db,
): Promise<readonly { readonly target: string; readonly state: string; readonly deliveries: number }[]> {
  return await db
    .selectFrom('delivery')
    .select((select) => ['target', 'state', select.fn.countAll<number>().as('deliveries')])
    .groupBy(['target', 'state'])
    .execute();
}
