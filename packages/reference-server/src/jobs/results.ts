import type { Db, Transaction } from '../storage/database.ts';
import { findAnyJob } from './job-store.ts';

/** A chunk holds at most 25 leads or 250 verdicts, so a page has 0.06 to 0.3 MB of text. */
const CHUNKS_PER_PAGE = 8;

export interface RowChunk {
  readonly jobId: string;
  /** The number of the first row, from 0. */
  readonly firstRow: number;
  /** JSON values. */
  readonly rows: readonly object[];
}

/** Appends rows to a job's results. */
export async function insertRows(trx: Transaction, { jobId, firstRow, rows }: RowChunk): Promise<void> {
  const json = rows.map((row) => JSON.stringify(row)).join(',');
  await trx
    .insertInto('result_chunk')
    .values({ job_id: jobId, seq: firstRow, n: rows.length, json })
    .execute();
}

/**
 * Yields the rows of a job in order, each page as JSON values joined by commas. It holds one page in memory at a time.
 */
export async function* listResultPages(db: Db, jobId: string): AsyncGenerator<string> {
  for (let after = -1; ;) {
    const chunks = await db
      .selectFrom('result_chunk')
      .select(['seq', 'json'])
      .where('job_id', '=', jobId)
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(CHUNKS_PER_PAGE)
      .execute();
    const last = chunks.at(-1);
    if (last === undefined) {
      await refuseIfRemoved(db, jobId);
      return;
    }
    after = last.seq;
    yield chunks.map(({ json }) => json).join(',');
  }
}

// A job may be removed while its results are sent. The error breaks the answer off. Otherwise the client would take the
// rows that it received for all rows.
async function refuseIfRemoved(db: Db, jobId: string): Promise<void> {
  if ((await findAnyJob(db, jobId)) === undefined)
    throw new Error(`The results of job ${jobId} were removed while they were read.`);
}

export async function deleteRows(trx: Transaction, jobIds: readonly string[]): Promise<void> {
  await trx.deleteFrom('result_chunk').where('job_id', 'in', jobIds).execute();
}
