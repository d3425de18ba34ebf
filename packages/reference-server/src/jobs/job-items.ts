import type { Db, Transaction } from '../storage/database.ts';
import { lockRunningJob, updateJob } from './job-store.ts';
import type { StoredJob } from './job.ts';

const ITEMS_PER_CHUNK = 500;

/** Stores the items that an operation planned for a claimed job, so that a later claim works on the same items. */
export async function storeItems(trx: Transaction, job: StoredJob, items: readonly unknown[]): Promise<void> {
  await lockRunningJob(trx, job);
  await insertItems(trx, job.id, items);
  await updateJob(trx, job.id, { target: items.length });
}

/** Stores the items of a new job, which no worker has claimed. */
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

/** Yields the job's items, beginning with number `from`. It holds one chunk in memory at a time. */
export async function* listItems(db: Db, jobId: string, from: number): AsyncGenerator {
  for (let next = from; ;) {
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
    yield* items.slice(next - chunk.seq);
    next = chunk.seq + chunk.n;
  }
}

export async function deleteItems(trx: Transaction, jobIds: readonly string[]): Promise<void> {
  await trx.deleteFrom('job_item').where('job_id', 'in', jobIds).execute();
}
