import type { FastifyInstance } from 'fastify';
import { LEAD_UNITS, toCredits } from '../../accounts/credits.ts';
import { lockAccount } from '../../accounts/read-account.ts';
import { ApiError } from '../../http/api-error.ts';
import { readJsonObject } from '../../http/json-body.ts';
import { countActive } from '../../jobs/count-active.ts';
import type { Job } from '../../jobs/job.ts';
import { callerOf } from './guard-requests.ts';
import { createScrapeId, PROVIDER, SCRAPE } from './names.ts';
import { readScrapeRequest, type ScrapeRequest } from './read-scrape-request.ts';
import { insufficientForLead, jobCreateFailed, tooManyActiveJobs } from './refusals.ts';
import { scrapeInput } from './scrape-operation.ts';
import type { Services } from './services.ts';
import { timestamp } from '../../http/timestamp.ts';

const MAX_ACTIVE_JOBS = 5;

/** `POST /scrape/jobs` (C068-C089). */
export function addCreateScrape(app: FastifyInstance, services: Services): void {
  const { allowPrivateWebhooks: allowPrivate, createStatus } = services.config;
  app.post('/scrape/jobs', { config: { rateClass: 'create' } }, async (request, reply) => {
    const wanted = readScrapeRequest(readJsonObject(request, 'invalid_query'), { allowPrivate });
    const job = await createScrape(services, callerOf(request).accountId, wanted);
    services.jobs.wake();
    return await reply.status(createStatus).send(createdBody(job));
  });
}

async function createScrape(
  { storage, jobs }: Services,
  accountId: string,
  wanted: ScrapeRequest,
): Promise<Job> {
  try {
    return await storage.transaction(async (trx) => {
      // The lock makes the count and the balance exact: of twenty creates at once, five succeed (C085).
      const { balance } = await lockAccount(trx, accountId);
      const active = await countActive(trx, { accountId, provider: PROVIDER, operation: SCRAPE });
      if (active >= MAX_ACTIVE_JOBS) throw tooManyActiveJobs();
      const affordable = Math.floor(balance / LEAD_UNITS);
      if (affordable < 1) throw insufficientForLead(balance);
      const { query, location, maxLeads, webhookUrl, clientRequestId } = wanted;
      return await jobs.enqueue(trx, {
        id: createScrapeId(),
        accountId,
        provider: PROVIDER,
        operation: SCRAPE,
        input: { query, location },
        cap: Math.min(maxLeads, affordable),
        webhookUrl,
        clientRequestId,
      });
    });
  } catch (error) {
    throw error instanceof ApiError ? error : jobCreateFailed(error);
  }
}

const createdBody = (job: Job) => ({
  job_id: job.id,
  status: job.status,
  ...scrapeInput(job),
  max_leads: job.cap,
  verify_emails: false,
  estimated_credits: toCredits(job.cap * LEAD_UNITS),
  created_at: timestamp(job.createdAt),
});
