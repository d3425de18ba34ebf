import type { FastifyInstance } from 'fastify';
import { toCredits } from '../../accounts/credits.ts';
import { timestamp } from '../../http/json.ts';
import type { StoredJob } from '../../jobs/job.ts';
import { findRequestedJob } from './find-requested-job.ts';
import { VERIFY } from './names.ts';
import type { Services } from './services.ts';

/** `GET /verify/jobs/{id}` (C138-C140). */
export function addReadVerify(app: FastifyInstance, services: Services): void {
  app.get('/verify/jobs/:id', async (request) => {
    const job = await findRequestedJob(services, request, VERIFY);
    return verifyStatusBody(job, new Date(services.clock.now()));
  });
}

/** Addresses that can be written to (C139). */
export const countValid = ({ tally }: StoredJob): number => (tally['safe'] ?? 0) + (tally['role'] ?? 0);

/** What the status route and the list show; `updated_at` is the time of reading (C096). */
export const verifyStatusBody = (job: StoredJob, now: Date): object => ({
  job_id: job.id,
  status: job.status,
  total: job.cap,
  processed: job.produced,
  valid: countValid(job),
  credits_used: toCredits(job.unitsCharged),
  error: job.error,
  created_at: timestamp(job.createdAt),
  updated_at: timestamp(now),
  ...(job.clientRequestId === null ? {} : { client_request_id: job.clientRequestId }),
});
