import type { Db, Transaction } from '../storage/tables.ts';
import { eventIdOf, type JobEnd, type StoredEvent } from './event.ts';

/** Stores the end of a job. Returns its id, or undefined when it is stored already. */
export async function insertEvent(
  trx: Transaction,
  { source, jobId, operation, status, isReconciled, data }: JobEnd,
  now: Date,
): Promise<string | undefined> {
  const row = await trx
    .insertInto('event')
    .values({
      ...{ id: eventIdOf(source.name, jobId), source: source.name, job_id: jobId, operation },
      ...{ type: `job.${status}`, is_reconciled: isReconciled, data: JSON.stringify(data ?? null) },
      created_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}

/** Finds the end of a job by its id. */
export async function findEvent(db: Db, id: string): Promise<StoredEvent | undefined> {
  const row = await db.selectFrom('event').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    ...{ id, source: row.source, jobId: row.job_id, operation: row.operation },
    ...{ type: row.type as StoredEvent['type'], isReconciled: row.is_reconciled },
    ...{ data: JSON.parse(row.data) as unknown, createdAt: row.created_at },
  };
}

/** Counts the events of each source since a time, and finds the newest of each. */
export async function countEvents(
  db: Db,
  since: Date,
): Promise<ReadonlyMap<string, { readonly events: number; readonly newest: Date }>> {
  const rows = await db
    .selectFrom('event')
    .select((select) => [
      'source',
      select.fn.countAll<number>().filterWhere('created_at', '>=', since).as('events'),
      select.fn.max('created_at').as('newest'),
    ])
    .groupBy('source')
    .execute();
  return new Map(rows.map(({ source, events, newest }) => [source, { events, newest }]));
}

/**
 * Removes the data of events that are older. Their ids stay, so that an old webhook is not taken for a new one: some
 * signatures cover no time.
 */
export async function emptyEvents(db: Db, before: Date): Promise<void> {
  await db
    .updateTable('event')
    .set({ data: 'null' })
    .where('created_at', '<', before)
    .where('data', '!=', 'null')
    .execute();
}

/** Removes events that are older, with their ids. */
export async function deleteEvents(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('event').where('created_at', '<', before).execute();
}
