import { sql } from 'kysely';
import type { Db, Transaction } from '../storage/tables.ts';

/**
 * - `waiting`: for its first request or for the next one
 * - `sending`: a request may be on its way
 * - `delivered`: the target took everything
 * - `stopped`: the target answered 410, or took nothing for three days
 */
export type DeliveryState = 'waiting' | 'sending' | 'delivered' | 'stopped';

/** A delivery whose requests may now be made. */
export interface TakenDelivery {
  readonly id: string;
  readonly eventId: string;
  readonly target: string;
  readonly turn: number;
  readonly attempts: number;
  readonly failures: number;
  readonly page: number;
  readonly pages: number | null;
  readonly triedSince: Date;
}

export async function insertDelivery(
  trx: Transaction,
  {
    id,
    eventId,
    target,
    now,
  }: Readonly<Record<'id' | 'eventId' | 'target', string>> & { readonly now: Date },
): Promise<void> {
  await trx
    .insertInto('delivery')
    .values({
      ...{ id, event_id: eventId, target, state: 'waiting' },
      ...{ created_at: now, tried_since: now, next_attempt_at: now },
    })
    .execute();
}

/**
 * Takes a delivery for its current queue message. Returns undefined when the message is outdated or the delivery was
 * removed. A delivery whose process was killed is taken again, so that it reaches its target at least once.
 */
export async function takeDelivery(
  db: Db,
  { id, turn, now }: { readonly id: string; readonly turn: number; readonly now: Date },
): Promise<TakenDelivery | undefined> {
  const row = await db
    .updateTable('delivery')
    .set({ state: 'sending', attempted_at: now, next_attempt_at: null })
    .where('id', '=', id)
    .where('turn', '=', turn)
    .where('state', 'in', ['waiting', 'sending'])
    .returningAll()
    .executeTakeFirst();
  return (
    row && {
      ...{ id, turn, eventId: row.event_id, target: row.target, attempts: row.attempts },
      ...{ failures: row.failures, page: row.page, pages: row.pages, triedSince: row.tried_since },
    }
  );
}

/** The change of a delivery after a request, or after an attempt to fetch its rows. */
export interface DeliveryChange {
  readonly state: DeliveryState;
  readonly turn: number;
  readonly attempts: number;
  readonly failures: number;
  readonly page: number;
  readonly nextAttemptAt: Date | null;
  readonly statusCode: number | null;
  readonly error: string | null;
}

/** Changes a taken delivery. Returns false when another worker has changed it meanwhile. */
export async function changeDelivery(
  trx: Transaction,
  { id, turn, attempts }: Pick<TakenDelivery, 'id' | 'turn' | 'attempts'>,
  change: DeliveryChange,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('delivery')
    .set({
      ...{ state: change.state, turn: change.turn, attempts: change.attempts, failures: change.failures },
      ...{ page: change.page, next_attempt_at: change.nextAttemptAt },
      ...{ status_code: change.statusCode, error: change.error },
    })
    .where('id', '=', id)
    .where('turn', '=', turn)
    .where('attempts', '=', attempts)
    .where('state', '=', 'sending')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Stores the number of requests of a delivery whose rows were fetched. */
export async function setPages(trx: Transaction, id: string, pages: number): Promise<void> {
  await trx.updateTable('delivery').set({ pages }).where('id', '=', id).execute();
}

/**
 * Lets an ended delivery begin again, because a person asked for it. A stopped one goes on with the request that failed.
 * Returns the number for its queue message, or undefined when it is under way.
 */
export async function reopenDelivery(trx: Transaction, id: string, now: Date): Promise<number | undefined> {
  const row = await trx
    .updateTable('delivery')
    .set((set) => ({
      state: 'waiting',
      turn: set('turn', '+', 1),
      failures: 0,
      ...{ tried_since: now, next_attempt_at: now },
      page: sql<number>`case when state = 'delivered' then 1 else page end`,
      pages: sql<number | null>`case when state = 'delivered' then null else pages end`,
    }))
    .where('id', '=', id)
    .where('state', 'in', ['delivered', 'stopped'])
    .returning('turn')
    .executeTakeFirst();
  return row?.turn;
}

/** Removes deliveries that are older, with their attempts and rows. */
export async function deleteDeliveries(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('delivery').where('created_at', '<', before).execute();
}
