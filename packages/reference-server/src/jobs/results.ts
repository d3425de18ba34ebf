import type { Reader } from '../storage/database.ts';

/** Of 25 leads or 250 verdicts each at most, so a page is a third of a megabyte of text, or one and a half. */
const CHUNKS_PER_PAGE = 40;

/** The rows of a job in order, as JSON values joined by commas, a page in memory at a time. */
export async function* readResultPages(db: Reader, jobId: string): AsyncGenerator<string> {
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
    // An embedded database answers in microtasks alone: without this turn every other request waits for the last page.
    await new Promise(setImmediate);
  }
}

// Retention may remove a job while its results are sent: an answer that breaks off tells the client, a short one would not.
async function refuseIfRemoved(db: Reader, jobId: string): Promise<void> {
  const job = await db.selectFrom('job').select('id').where('id', '=', jobId).executeTakeFirst();
  if (job === undefined) throw new Error(`The results of job ${jobId} were removed while they were read.`);
}
