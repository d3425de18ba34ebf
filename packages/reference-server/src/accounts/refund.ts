import { sql } from 'kysely';
import type { Transaction } from '../storage/database.ts';

export interface RowRefund {
  readonly accountId: string;
  readonly jobId: string;
  readonly at: Date;
}

/** Notes rows whose price is refunded when their job ends. */
export async function bookRefunds(
  trx: Transaction,
  {
    jobId,
    rows,
    units,
  }: { readonly jobId: string; readonly rows: readonly number[]; readonly units: number },
): Promise<void> {
  if (rows.length === 0) return;
  const due = rows.map((row) => ({ job_id: jobId, row_index: row, units }));
  await trx.insertInto('refund_due').values(due).execute();
}

/** Forgets refunds of jobs that are deleted. */
export async function deleteRefunds(trx: Transaction, jobIds: readonly string[]): Promise<void> {
  await trx.deleteFrom('refund_due').where('job_id', 'in', jobIds).execute();
}

/** Refunds the rows that are due for an ended job, one ledger line each. Returns the sum in thousandths of a credit. */
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
