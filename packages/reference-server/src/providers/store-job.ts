import { HttpError } from '../http/errors.ts';
import { findJob } from '../jobs/job-store.ts';
import type { StoredJob } from '../jobs/job.ts';
import type { OrderContext } from './job-form.ts';
import type { Transaction } from '../storage/database.ts';
import { storeWithKnownOutcome } from './known-outcome.ts';
import type { BackendServices } from './provider-backend.ts';

type Services = Pick<BackendServices, 'storage' | 'jobs' | 'clock'>;

type Created = Pick<StoredJob, 'id'>;

export interface JobCreate<Job extends Created> {
  readonly accountId: string;
  readonly provider: string;
  /** Stores the job and returns it. The transaction is rolled back when it throws. */
  readonly store: (trx: Transaction) => Promise<Job>;
  /** A sentence that tells the client how to find a job that may exist. */
  readonly howToFindOut: string;
  /** The error code of a job that was surely not created. @default internal_error */
  readonly failureCode?: string;
}

/** Tells a client of a provider whose API lists no jobs how to find one. */
export const SEE_DASHBOARD = 'Look for it among the newest jobs in the dashboard before you send it again.';

/**
 * Creates a job and starts it. A failure is a 500 that says that no job was created, or that it is unknown (C028). Only
 * the second can be followed by a job.
 */
export async function storeJob<Job extends Created>(
  services: Services,
  { accountId, provider, store, howToFindOut, failureCode = 'internal_error' }: JobCreate<Job>,
): Promise<Job> {
  const job = await storeWithKnownOutcome(services, {
    accountId,
    store,
    isStored: async (trx, { id }) => (await findJob(trx, id, { accountId, provider })) !== undefined,
    notStored: (cause) =>
      new HttpError(500, failureCode, {
        message: 'The job was not created, and nothing was charged.',
        cause,
      }),
    unknown: (cause) =>
      new HttpError(500, 'internal_error', {
        message: `The database did not answer, so it is unknown whether the job was created. ${howToFindOut}`,
        cause,
      }),
  });
  services.jobs.wake();
  return job;
}

/** Starts the job of an order in the dashboard. `enqueue` adds it with these fields. */
export async function storeOrder(
  { services, accountId, orderId, refuseRepeat }: OrderContext,
  provider: string,
  enqueue: (
    trx: Transaction,
    named: { readonly accountId: string; readonly provider: string; readonly clientRequestId: string },
  ) => Promise<StoredJob>,
): Promise<StoredJob> {
  return await storeJob(services, {
    accountId,
    provider,
    store: async (trx) => {
      await refuseRepeat(trx);
      return await enqueue(trx, { accountId, provider, clientRequestId: orderId });
    },
    howToFindOut: SEE_DASHBOARD,
  });
}
