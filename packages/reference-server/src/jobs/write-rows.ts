import type { Clock } from '@scrapekit/core';
import { chargeRows } from '../accounts/ledger.ts';
import type { Storage } from '../storage/open-storage.ts';
import { lockRunningJob } from './lock-running-job.ts';
import type { Job } from './job.ts';
import type { JobOperation } from './operation.ts';

export interface RowWriter {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly price: JobOperation['price'];
}

/** Rows, their debit and the job's progress in one transaction (C067). Returns how many rows the balance paid for. */
export async function writeRows(writer: RowWriter, claim: Job, rows: readonly object[]): Promise<number> {
  const { storage, clock, price } = writer;
  return await storage.transaction(async (trx) => {
    const job = await lockRunningJob(trx, claim);
    const wanted = Math.min(rows.length, job.cap - job.produced);
    const paid = await chargeRows(trx, {
      accountId: job.accountId,
      jobId: job.id,
      kind: price.kind,
      unitPrice: price.units,
      firstRow: job.produced,
      rows: wanted,
      at: new Date(clock.now()),
    });
    if (paid === 0) return 0;
    const json = rows
      .slice(0, paid)
      .map((row) => JSON.stringify(row))
      .join(',');
    await trx
      .insertInto('result_chunk')
      .values({ job_id: job.id, seq: job.produced, n: paid, json })
      .execute();
    await trx
      .updateTable('job')
      .set({ produced: job.produced + paid, units_charged: job.unitsCharged + paid * price.units })
      .where('id', '=', job.id)
      .execute();
    return paid;
  });
}
