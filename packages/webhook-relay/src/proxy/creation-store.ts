import type { Selectable } from 'kysely';
import type { CreateTable, Db, Transaction } from '../storage/tables.ts';

/** A create that passes through the relay. */
export interface Creation {
  readonly id: string;
  readonly source: string;
  readonly operation: string;
  readonly fingerprint: string;
  readonly callersId: string | null;
  readonly state: 'sent' | 'unknown' | 'answered';
  readonly createdAt: Date;
  readonly jobId: string | null;
  /** The answer of the provider, once it has arrived. */
  readonly answer: StoredAnswer | undefined;
}

export interface StoredAnswer {
  readonly status: number;
  readonly body: string;
}

export type NewCreation = Pick<
  Creation,
  'id' | 'source' | 'operation' | 'fingerprint' | 'callersId' | 'createdAt'
>;

/** Stores a create before it is sent. Returns false when one with its fingerprint is under way, or its id is taken. */
export async function insertCreation(trx: Transaction, creation: NewCreation): Promise<boolean> {
  const row = await trx
    .insertInto('creation')
    .values({
      ...{ id: creation.id, source: creation.source, operation: creation.operation, state: 'sent' },
      ...{
        fingerprint: creation.fingerprint,
        callers_id: creation.callersId,
        created_at: creation.createdAt,
      },
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Finds the create that keeps another one from being stored: with the same id, or the same request under way. */
export async function findRival(
  db: Db,
  { source, fingerprint, callersId }: Pick<Creation, 'source' | 'fingerprint' | 'callersId'>,
): Promise<Creation | undefined> {
  const row = await db
    .selectFrom('creation')
    .selectAll()
    .where('source', '=', source)
    .where((where) =>
      where.or([
        where('callers_id', '=', callersId),
        where.and([where('fingerprint', '=', fingerprint), where('state', '!=', 'answered')]),
      ]),
    )
    .orderBy('created_at')
    .executeTakeFirst();
  return row && toCreation(row);
}

export async function findCreation(db: Db, id: string): Promise<Creation | undefined> {
  const row = await db.selectFrom('creation').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toCreation(row);
}

const toCreation = (row: Selectable<CreateTable>): Creation => ({
  ...{ id: row.id, source: row.source, operation: row.operation, fingerprint: row.fingerprint },
  ...{ callersId: row.callers_id, state: row.state as Creation['state'], createdAt: row.created_at },
  ...{ jobId: row.job_id },
  answer: row.status === null || row.answer === null ? undefined : { status: row.status, body: row.answer },
});

/** Stores the answer to a create that started a job. */
export async function answerCreation(
  trx: Transaction,
  id: string,
  { jobId, answer }: { readonly jobId: string; readonly answer: StoredAnswer },
): Promise<void> {
  await trx
    .updateTable('creation')
    .set({ state: 'answered', job_id: jobId, status: answer.status, answer: answer.body })
    .where('id', '=', id)
    .execute();
}

/** Notes that the answer to a create will not arrive, so that it is unknown whether its job exists. */
export async function loseCreation(trx: Transaction, id: string): Promise<void> {
  await trx
    .updateTable('creation')
    .set({ state: 'unknown' })
    .where('id', '=', id)
    .where('state', '=', 'sent')
    .execute();
}

/** Forgets a create that was refused or never sent, so that the same request can be made again. */
export async function deleteCreation(trx: Transaction, id: string): Promise<void> {
  await trx.deleteFrom('creation').where('id', '=', id).execute();
}

/** Removes creates that are older. */
export async function deleteCreations(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('creation').where('created_at', '<', before).execute();
}
