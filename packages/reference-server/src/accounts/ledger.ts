import { sql } from 'kysely';
import { noteEvent } from '../storage/committed-events.ts';
import type { Db, Transaction } from '../storage/database.ts';
import { changeBalance, lockAccount } from './accounts.ts';

export type LedgerKind = 'lead' | 'lead_verify' | 'verify' | 'refund' | 'grant';

/** One change of a balance. `units` is signed, in thousandths of a credit. */
export interface LedgerLine {
  readonly kind: string;
  readonly units: number;
  readonly jobId: string | null;
  /** The number of the row that was paid for, from 0. Null when the line belongs to no job. */
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

/**
 * Charges for rows, with one ledger line for each. The caller must have locked the account and checked that its balance
 * covers the rows.
 */
export async function chargeRows(trx: Transaction, charge: RowCharge): Promise<void> {
  const { accountId, jobId, kind, units, firstRow, rows, at } = charge;
  await changeBalance(trx, accountId, -rows * units);
  await sql`
    insert into ledger (account_id, kind, units, job_id, row_index, at)
    select ${accountId}::text, ${kind}::text, ${-units}::bigint, ${jobId}::text, line, ${at}::timestamptz
    from generate_series(${firstRow}::int, ${firstRow + rows - 1}::int) as line`.execute(trx);
  noteEvent(trx, { type: 'ledger', kind, units: -rows * units });
}

/**
 * Sets the balance. The difference is a ledger line, so the opening balance and the lines still add up to it (C064).
 */
export async function setBalance(
  trx: Transaction,
  accountId: string,
  { balance, at }: { readonly balance: number; readonly at: Date },
): Promise<void> {
  const account = await lockAccount(trx, accountId);
  if (account.balance === balance) return;
  const units = balance - account.balance;
  await changeBalance(trx, accountId, units);
  await insertSingleLine(trx, accountId, { kind: 'grant', units, at });
}

/** Adds credits to the balance, with a ledger line. `units` are thousandths of a credit. */
export async function addGrant(
  trx: Transaction,
  accountId: string,
  { units, at }: { readonly units: number; readonly at: Date },
): Promise<void> {
  await lockAccount(trx, accountId);
  await changeBalance(trx, accountId, units);
  await insertSingleLine(trx, accountId, { kind: 'grant', units, at });
}

/** A line with its id. A later line has a higher id. */
export interface ListedLine extends LedgerLine {
  readonly id: number;
}

/** Lists lines of the account with a higher id than `after`, oldest first. */
export async function listLinesAfter(
  db: Db,
  accountId: string,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<readonly ListedLine[]> {
  return await db
    .selectFrom('ledger')
    .select(['id', 'kind', 'units', 'job_id as jobId', 'row_index as row', 'at'])
    .where('account_id', '=', accountId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** Lists all lines of the account, oldest first. */
export async function listAllLedgerLines(db: Db, accountId: string): Promise<readonly LedgerLine[]> {
  return await db
    .selectFrom('ledger')
    .select(['kind', 'units', 'job_id as jobId', 'row_index as row', 'at'])
    .where('account_id', '=', accountId)
    .orderBy('id')
    .execute();
}

export interface SingleCharge {
  readonly kind: LedgerKind;
  /** The id of the provider that is paid. */
  readonly provider: string;
  /** Thousandths of a credit. */
  readonly units: number;
  readonly at: Date;
}

/**
 * Charges for something that is not a row of a job. Returns the id of the ledger line, or undefined without a charge when
 * the balance is too low.
 */
export async function chargeOnce(
  trx: Transaction,
  accountId: string,
  { kind, provider, units, at }: SingleCharge,
): Promise<number | undefined> {
  const { balance } = await lockAccount(trx, accountId);
  if (balance < units) return undefined;
  await changeBalance(trx, accountId, -units);
  return await insertSingleLine(trx, accountId, { kind, provider, units: -units, at });
}

export const hasLedgerLine = async (db: Db, id: number): Promise<boolean> =>
  (await db.selectFrom('ledger').select('id').where('id', '=', id).executeTakeFirst()) !== undefined;

interface SingleLine extends Omit<SingleCharge, 'provider'> {
  readonly provider?: string | null;
}

async function insertSingleLine(
  trx: Transaction,
  accountId: string,
  { kind, provider = null, units, at }: SingleLine,
): Promise<number> {
  const { id } = await trx
    .insertInto('ledger')
    .values({ account_id: accountId, kind, provider, units, job_id: null, row_index: null, at })
    .returning('id')
    .executeTakeFirstOrThrow();
  noteEvent(trx, { type: 'ledger', kind, units });
  return id;
}

export interface RowRefund {
  readonly accountId: string;
  readonly jobId: string;
  readonly at: Date;
}

/** Stores which rows of a job are refunded when the job ends. `units` is the price of one row. */
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

/** Deletes the refunds that are due for jobs, before the jobs are deleted. */
export async function deleteRefunds(trx: Transaction, jobIds: readonly string[]): Promise<void> {
  await trx.deleteFrom('refund_due').where('job_id', 'in', jobIds).execute();
}

/**
 * Refunds the rows of an ended job that are due, with one ledger line for each. Returns the sum in thousandths of a
 * credit.
 */
export async function refundRows(trx: Transaction, { accountId, jobId, at }: RowRefund): Promise<number> {
  const due = await trx
    .selectFrom('refund_due')
    .select('units')
    .where('job_id', '=', jobId)
    .limit(1)
    .execute();
  if (due.length === 0) return 0;
  // The sums of the ledger are locked with its lines, and a charge locks the account before them. In the other order two
  // transactions could wait for each other.
  await lockAccount(trx, accountId);
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
  await changeBalance(trx, accountId, units);
  noteEvent(trx, { type: 'ledger', kind: 'refund', units });
  return units;
}
