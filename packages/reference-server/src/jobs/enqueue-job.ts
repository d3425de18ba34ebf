import type { Transaction } from '../storage/database.ts';
import type { Queues } from '../storage/queues.ts';
import type { StoredJob } from './job.ts';
import { insertItems } from './job-items.ts';
import { toJob } from './job-store.ts';
import { queueOf } from './operation.ts';

export interface NewJob {
  readonly id: string;
  readonly accountId: string;
  readonly provider: string;
  readonly operation: string;
  readonly input: object;
  readonly cap: number;
  /** When they are known already; the operation plans the others. */
  readonly items?: readonly unknown[];
  readonly webhookUrl?: string;
  readonly clientRequestId?: string;
  readonly at: Date;
}

/** The message a job's worker receives. */
export interface JobMessage {
  readonly jobId: string;
}

/** Stores the job and the message that starts it: both or neither, and its items if they are known. */
export async function enqueueJob(trx: Transaction, queues: Queues, job: NewJob): Promise<StoredJob> {
  const row = await trx
    .insertInto('job')
    .values({
      id: job.id,
      account_id: job.accountId,
      provider: job.provider,
      operation: job.operation,
      status: 'queued',
      input: JSON.stringify(job.input),
      cap: job.cap,
      target: job.items?.length ?? null,
      error: null,
      webhook_url: job.webhookUrl ?? null,
      client_request_id: job.clientRequestId ?? null,
      created_at: job.at,
      finished_at: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  if (job.items !== undefined) await insertItems(trx, job.id, job.items);
  const message: JobMessage = { jobId: job.id };
  await queues.send(trx, queueOf({ provider: job.provider, name: job.operation }), message);
  return toJob(row);
}
