import type { FastifyInstance } from 'fastify';
import { toCredits } from '../../accounts/credits.ts';
import type { StoredJob } from '../../jobs/job.ts';
import { readResultPages } from '../../jobs/results.ts';
import type { Reader } from '../../storage/database.ts';
import { findRequestedJob } from './find-requested-job.ts';
import { leadColumns, verifiedLeadColumns } from './lead.ts';
import { SCRAPE } from './names.ts';
import { jobNotReady } from './refusals.ts';
import { scrapeInput } from './scrape-operation.ts';
import { readFormat, sendResults, type Results } from './send-results.ts';
import type { Services } from './services.ts';

/** `GET /scrape/jobs/{id}/results`, as JSON or CSV (C101-C119). */
export function addScrapeResults(app: FastifyInstance, services: Services): void {
  app.get('/scrape/jobs/:id/results', async (request, reply) => {
    const format = readFormat(request);
    const job = await findRequestedJob(services, request, SCRAPE);
    if (job.status !== 'completed') throw jobNotReady(job.status);
    return await sendResults(reply, format, scrapeResults(services.storage.db, job));
  });
}

/** The rows of a completed scrape and what stands around them. */
export const scrapeResults = (db: Reader, job: StoredJob): Results => ({
  envelope: {
    job_id: job.id,
    status: job.status,
    results_count: job.produced,
    credits_used: toCredits(job.unitsCharged),
  },
  columns: scrapeInput(job).verifyEmails ? verifiedLeadColumns : leadColumns,
  pages: readResultPages(db, job.id),
});
