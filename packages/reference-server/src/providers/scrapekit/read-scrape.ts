import type { FastifyInstance } from 'fastify';
import { toCredits } from '../../accounts/credits.ts';
import { timestamp } from '../../http/json.ts';
import type { StoredJob } from '../../jobs/job.ts';
import { findRequestedJob } from './find-requested-job.ts';
import { SCRAPE } from './names.ts';
import { scrapeInput, VERIFIED } from './scrape-operation.ts';
import type { Services } from './services.ts';

/** `GET /scrape/jobs/{id}` (C090-C100). */
export function addReadScrape(app: FastifyInstance, services: Services): void {
  app.get('/scrape/jobs/:id', async (request) => {
    const job = await findRequestedJob(services, request, SCRAPE);
    return scrapeStatusBody(job, new Date(services.clock.now()));
  });
}

/** What the status route and the list show; `updated_at` is the time of reading (C096). */
export function scrapeStatusBody(job: StoredJob, now: Date): object {
  const { query, location, verifyEmails } = scrapeInput(job);
  return {
    job_id: job.id,
    status: job.status,
    query,
    location,
    progress: { scraped: job.produced, verified: job.tally[VERIFIED] ?? 0, target: job.target ?? 0 },
    credits_used: toCredits(job.unitsCharged),
    // A05: what the addresses cost is shown beside what the rows cost.
    ...(verifyEmails ? { verification_credits_used: toCredits(job.extraUnits) } : {}),
    error: job.error,
    created_at: timestamp(job.createdAt),
    updated_at: timestamp(now),
    ...(job.clientRequestId === null ? {} : { client_request_id: job.clientRequestId }),
  };
}
