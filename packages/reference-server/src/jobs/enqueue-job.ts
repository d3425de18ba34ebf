import type { Transaction } from '../storage/database.ts';
import type { Queues } from '../storage/queues.ts';
import { insertItems } from './job-items.ts';
import { insertJob } from './job-store.ts';
import type { NewJob, StoredJob } from './job.ts';
import { queueOf } from './operation.ts';

/** The message a job's worker receives. */
export interface JobMessage {
  readonly jobId: string;
}

/** Stores a job, the items it was given and the message that starts it, all in one transaction. */
export async function enqueueJob(trx: Transaction, queues: Queues, job: NewJob): Promise<StoredJob> {
  const stored = await insertJob(trx, job);
  if (job.items !== undefined) await insertItems(trx, job.id, job.items);
  const message: JobMessage = { jobId: job.id };
  await queues.send(trx, queueOf({ provider: job.provider, name: job.operation }), message);
  return stored;
}
