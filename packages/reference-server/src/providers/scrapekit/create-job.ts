import { HttpError } from '../../http/errors.ts';
import type { NewJob } from '../../jobs/job.ts';
import type { StoredJob } from '../../jobs/job.ts';
import type { Transaction } from '../../storage/database.ts';
import { jobCreateFailed } from './refusals.ts';
import type { Services } from './services.ts';

/** Stores the job that `prepare` makes, in the transaction it looks around in; a failure leaves nothing behind (C028). */
export async function createJob(
  { storage, jobs }: Services,
  prepare: (trx: Transaction) => Promise<Omit<NewJob, 'at'>>,
): Promise<StoredJob> {
  try {
    const job = await storage.transaction(async (trx) => await jobs.enqueue(trx, await prepare(trx)));
    jobs.wake();
    return job;
  } catch (error) {
    throw error instanceof HttpError ? error : jobCreateFailed(error);
  }
}
