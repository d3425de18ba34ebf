import { sql } from 'kysely';
import type { Reader, Transaction } from '../storage/database.ts';
import { lockAccount } from './read-account.ts';

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
