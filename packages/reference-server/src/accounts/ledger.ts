import { sql } from 'kysely';
import type { Reader, Transaction } from '../storage/database.ts';
import { lockAccount } from './accounts.ts';

export type LedgerKind = 'lead' | 'lead_verify' | 'verify' | 'refund' | 'grant';

/** One movement of money; `units` is signed, in thousandths of a credit. */
export interface LedgerLine {
  readonly kind: string;
  readonly units: number;
  readonly jobId: string | null;
  /** Which row of the job was paid for, from 0. */
  readonly row: number | null;
  readonly at: Date;
}

export interface RowCharge {
  readonly accountId: string;
  readonly jobId: string;
  readonly kind: LedgerKind;
  /** Price of one row, in thousandths of a credit. */
  readonly units: number;
  readonly firstRow: number;
  readonly rows: number;
  readonly at: Date;
}

/** Pays for rows, one ledger line each. The caller has locked the account and seen that its balance covers them. */
export async function chargeRows(trx: Transaction, charge: RowCharge): Promise<void> {
  const { accountId, jobId, kind, units, firstRow, rows, at } = charge;
  await trx
    .updateTable('account')
    .set((set) => ({ balance: set('balance', '-', rows * units) }))
    .where('id', '=', accountId)
    .execute();
  await sql`
    insert into ledger (account_id, kind, units, job_id, row_index, at)
    select ${accountId}::text, ${kind}::text, ${-units}::bigint, ${jobId}::text, line, ${at}::timestamptz
    from generate_series(${firstRow}::int, ${firstRow + rows - 1}::int) as line`.execute(trx);
}

/** Sets the balance by booking the difference as a grant, so that opening + lines still equals it (C064). */
export async function setBalance(
  trx: Transaction,
  accountId: string,
  { balance, at }: { readonly balance: number; readonly at: Date },
): Promise<void> {
  const account = await lockAccount(trx, accountId);
  if (account.balance === balance) return;
  await trx.updateTable('account').set({ balance }).where('id', '=', accountId).execute();
  await trx
    .insertInto('ledger')
    .values({
      account_id: accountId,
      kind: 'grant',
      units: balance - account.balance,
      job_id: null,
      row_index: null,
      at,
    })
    .execute();
}

/** A line with its id, which grows with each line of the server. */
export interface ListedLine extends LedgerLine {
  readonly id: number;
}

/** Lists the account's lines, newest first; with `before`, only those older than the line of this id. */
export async function listLedgerLines(
  db: Reader,
  accountId: string,
  { limit, before }: { readonly limit: number; readonly before?: number },
): Promise<readonly ListedLine[]> {
  let query = db
    .selectFrom('ledger')
    .select(['id', 'kind', 'units', 'job_id as jobId', 'row_index as row', 'at'])
    .where('account_id', '=', accountId);
  if (before !== undefined) query = query.where('id', '<', before);
  return await query.orderBy('id', 'desc').limit(limit).execute();
}

export async function readLedger(db: Reader, accountId: string): Promise<readonly LedgerLine[]> {
  return await db
    .selectFrom('ledger')
    .select(['kind', 'units', 'job_id as jobId', 'row_index as row', 'at'])
    .where('account_id', '=', accountId)
    .orderBy('id')
    .execute();
}

export interface SingleCharge {
  readonly kind: LedgerKind;
  readonly units: number;
  readonly at: Date;
}

/** Pays for something that is no job's row; false, and nothing taken, when the balance does not cover it. */
export async function chargeOnce(
  trx: Transaction,
  accountId: string,
  { kind, units, at }: SingleCharge,
): Promise<boolean> {
  const { balance } = await lockAccount(trx, accountId);
  if (balance < units) return false;
  await trx
    .updateTable('account')
    .set({ balance: balance - units })
    .where('id', '=', accountId)
    .execute();
  await trx
    .insertInto('ledger')
    .values({ account_id: accountId, kind, units: -units, job_id: null, row_index: null, at })
    .execute();
  return true;
}

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
