import type { Clock } from '@scrapekit/core';
import { bookRefunds, chargeRows } from '../accounts/ledger.ts';
import { lockAccount } from '../accounts/accounts.ts';
import type { Transaction } from '../storage/database.ts';
import type { Storage } from '../storage/open-storage.ts';
import { updateJob } from './job-store.ts';
import { type JobPart, lockPart, updatePart } from './job-parts.ts';
import { insertRows } from './results.ts';
import type { StoredJob } from './job.ts';
import type { JobOperation, ProducedRow } from './operation.ts';

export interface RowWriter {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly operation: Pick<JobOperation, 'price' | 'extraPrice'>;
}

/**
 * Writes rows, their debits and the progress of their part and job in one transaction (C067). Returns the number of rows
 * written, which is smaller than the number given when the balance does not cover all of them.
 */
export async function writeRows(
  writer: RowWriter,
  claim: JobPart,
  produced: readonly ProducedRow[],
): Promise<number> {
  const { storage, clock, operation } = writer;
  return await storage.transaction(async (trx) => {
    const { job, part } = await lockPart(trx, claim);
    const { balance } = await lockAccount(trx, job.accountId);
    const paid = affordable(produced.slice(0, job.cap - job.produced), balance, operation);
    if (paid.length === 0) return 0;
    const firstRow = part.firstRow + part.written;
    await charge(trx, job, { paid, firstRow, operation, at: new Date(clock.now()) });
    await storeRows(trx, job, { paid, firstRow, operation });
    await updatePart(trx, part, { written: part.written + paid.length });
    return paid.length;
  });
}

const free = { units: 0 };

const extrasOf = (rows: readonly ProducedRow[]): number =>
  rows.reduce((sum, { extras = 0 }) => sum + extras, 0);

/** Returns the rows before the first one that the balance does not cover even without its extras. */
function affordable(
  rows: readonly ProducedRow[],
  balance: number,
  { price, extraPrice }: RowWriter['operation'],
): readonly ProducedRow[] {
  const costOf = ({ extras = 0 }: ProducedRow) => (price?.units ?? 0) + extras * (extraPrice?.units ?? 0);
  const paid: ProducedRow[] = [];
  let left = balance;
  for (const whole of rows) {
    const forms = whole.withoutExtras === undefined ? [whole] : [whole, { row: whole.withoutExtras }];
    const form = forms.find((candidate) => costOf(candidate) <= left);
    if (form === undefined) break;
    left -= costOf(form);
    paid.push(form);
  }
  return paid;
}

interface PaidRows {
  readonly paid: readonly ProducedRow[];
  /** The position of the first of them in the job. */
  readonly firstRow: number;
  readonly operation: RowWriter['operation'];
}

async function charge(
  trx: Transaction,
  job: StoredJob,
  { paid, firstRow, operation, at }: PaidRows & { readonly at: Date },
): Promise<void> {
  const charged = { accountId: job.accountId, jobId: job.id, at };
  const { price, extraPrice } = operation;
  if (price !== undefined) await chargeRows(trx, { ...charged, ...price, firstRow, rows: paid.length });
  const extras = extrasOf(paid);
  if (extraPrice === undefined || extras === 0) return;
  await chargeRows(trx, {
    ...charged,
    ...extraPrice,
    firstRow: job.extraUnits / extraPrice.units,
    rows: extras,
  });
}

async function storeRows(
  trx: Transaction,
  job: StoredJob,
  { paid, firstRow, operation }: PaidRows,
): Promise<void> {
  const { price = free, extraPrice } = operation;
  await insertRows(trx, { jobId: job.id, firstRow, rows: paid.map(({ row }) => row) });
  const due = paid.flatMap(({ isRefunded = false }, index) => (isRefunded ? [firstRow + index] : []));
  await bookRefunds(trx, { jobId: job.id, rows: due, units: price.units });
  await updateJob(trx, job.id, {
    produced: job.produced + paid.length,
    unitsCharged: job.unitsCharged + paid.length * price.units,
    extraUnits: job.extraUnits + extrasOf(paid) * (extraPrice?.units ?? 0),
    tally: addTo(job.tally, paid),
  });
}

function addTo(tally: StoredJob['tally'], rows: readonly ProducedRow[]): StoredJob['tally'] {
  const sums = { ...tally };
  for (const name of rows.flatMap(({ counts = [] }) => counts)) sums[name] = (sums[name] ?? 0) + 1;
  return sums;
}
