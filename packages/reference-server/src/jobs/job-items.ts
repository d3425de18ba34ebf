import type { Db, Transaction } from '../storage/database.ts';

const ITEMS_PER_CHUNK = 500;

/** Stores all items of a job. */
export async function insertItems(trx: Transaction, jobId: string, items: readonly unknown[]): Promise<void> {
  for (let seq = 0; seq < items.length; seq += ITEMS_PER_CHUNK) {
    const chunk = items.slice(seq, seq + ITEMS_PER_CHUNK);
    await trx
      .insertInto('job_item')
      .values({
        job_id: jobId,
        seq,
        n: chunk.length,
        json: chunk.map((item) => JSON.stringify(item)).join(','),
      })
      .execute();
  }
}

export interface ItemRange {
  /** The number of the first item, from 0. */
  readonly from: number;
  /** The number of the item after the last one. */
  readonly to: number;
}

/** Yields some of the job's items in order. It holds one chunk in memory at a time. */
export async function* listItems(db: Db, jobId: string, { from, to }: ItemRange): AsyncGenerator {
  for (let next = from; next < to;) {
    const chunk = await db
      .selectFrom('job_item')
      .select(['seq', 'n', 'json'])
      .where('job_id', '=', jobId)
      .where('seq', '<=', next)
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (chunk === undefined || chunk.seq + chunk.n <= next) return;
    const items = JSON.parse(`[${chunk.json}]`) as unknown[];
    yield* items.slice(next - chunk.seq, to - chunk.seq);
    next = chunk.seq + chunk.n;
  }
}

export async function deleteItems(trx: Transaction, jobIds: readonly string[]): Promise<void> {
  await trx.deleteFrom('job_item').where('job_id', 'in', jobIds).execute();
}
