import { sql } from 'kysely';
import type { Transaction } from '../storage/database.ts';

export interface RowRefund {
  readonly accountId: string;
  readonly jobId: string;
  readonly at: Date;
}

/** Gives back what is due for rows of an ended job, one ledger line each, and returns how much that was. */
export async function refundRows(trx: Transaction, { accountId, jobId, at }: RowRefund): Promise<number> {
  const { rows } = await sql<{ units: number }>`
    with due as (
      delete from refund_due where job_id = ${jobId} returning row_index, units
    ), lines as (
      insert into ledger (account_id, kind, units, job_id, row_index, at)
      select ${accountId}::text, 'refund', units, ${jobId}::text, row_index, ${at}::timestamptz
      from due order by row_index
      returning units
    )
    select coalesce(sum(units), 0)::bigint as units from lines`.execute(trx);
  const units = rows[0]?.units ?? 0;
  if (units > 0) {
    await trx
      .updateTable('account')
      .set((set) => ({ balance: set('balance', '+', units) }))
      .where('id', '=', accountId)
      .execute();
  }
  return units;
}
