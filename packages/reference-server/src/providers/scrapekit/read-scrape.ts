import type { FastifyInstance, FastifyRequest } from 'fastify';
import { toCredits } from '../../accounts/credits.ts';
import { findJob } from '../../jobs/find-job.ts';
import type { Job } from '../../jobs/job.ts';
import { callerOf } from './guard-requests.ts';
import { isScrapeId, PROVIDER, SCRAPE } from './names.ts';
import { jobNotFound } from './refusals.ts';
import { scrapeInput } from './scrape-operation.ts';
import type { Services } from './services.ts';
import { timestamp } from '../../http/timestamp.ts';

/** `GET /scrape/jobs/{id}` (C090-C100). */
export function addReadScrape(app: FastifyInstance, services: Services): void {
  app.get('/scrape/jobs/:id', async (request) => {
    const job = await findScrape(services, request);
    return scrapeStatusBody(job, new Date(services.clock.now()));
  });
}

/** The caller's scrape job named in the path, or a 404. */
export async function findScrape({ storage }: Services, request: FastifyRequest): Promise<Job> {
  const { id } = request.params as { id: string };
  const owner = { accountId: callerOf(request).accountId, provider: PROVIDER, operation: SCRAPE };
  const job = isScrapeId(id) ? await findJob(storage.db, id, owner) : undefined;
  if (job === undefined) throw jobNotFound();
  return job;
}

/** What the status route and the list show; `updated_at` is the time of reading (C096). */
export const scrapeStatusBody = (job: Job, now: Date): object => ({
  job_id: job.id,
  status: job.status,
  ...scrapeInput(job),
  progress: { scraped: job.produced, verified: 0, target: job.target ?? 0 },
  credits_used: toCredits(job.unitsCharged),
  error: job.error,
  created_at: timestamp(job.createdAt),
  updated_at: timestamp(now),
  ...(job.clientRequestId === null ? {} : { client_request_id: job.clientRequestId }),
});
