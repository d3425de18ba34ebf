import { sql, type Selectable } from 'kysely';
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

/** Whether the tool gave the id, so that it stands for one job. The relay gives a create its own id otherwise. */
export const hasToolsId = ({ id, callersId }: Pick<Creation, 'id' | 'callersId'>): boolean =>
  callersId !== null && callersId !== id;

/**
 * Stores a create before it is sent. Returns its id, or that of the same request that is under way, or undefined when the
 * id of the tool is taken.
 */
export async function insertCreation(trx: Transaction, creation: NewCreation): Promise<string | undefined> {
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
    .onConflict((conflict) =>
      hasToolsId(creation)
        ? conflict.doNothing()
        : // The change changes nothing. It returns the other create, which may have its answer a moment later.
          conflict
            .columns(['source', 'fingerprint'])
            .where('state', '<>', sql.lit('answered'))
            .doUpdateSet((row) => ({ state: row.ref('creation.state') })),
    )
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}

/** Finds the create with the id that a tool gave. */
export async function findByToolsId(
  db: Db,
  { source, callersId }: Pick<Creation, 'source' | 'callersId'>,
): Promise<Creation | undefined> {
  const row = await db
    .selectFrom('creation')
    .selectAll()
    .where('source', '=', source)
    .where('callers_id', '=', callersId)
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

/** Notes that no answer arrives to the creates of a process that has ended. */
export async function loseSentCreations(db: Db): Promise<void> {
  await db.updateTable('creation').set({ state: 'unknown' }).where('state', '=', 'sent').execute();
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
