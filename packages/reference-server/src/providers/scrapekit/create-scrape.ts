import type { FastifyInstance } from 'fastify';
import { LEAD_UNITS, toCredits } from '../../accounts/credits.ts';
import { lockAccount } from '../../accounts/accounts.ts';
import { readJsonObject, timestamp } from '../../http/json.ts';
import { countActive } from '../../jobs/job-store.ts';
import type { StoredJob } from '../../jobs/job.ts';
import { createJob } from './create-job.ts';
import { callerOf } from '../caller.ts';
import { createJobId, PROVIDER, SCRAPE } from './names.ts';
import { readScrapeRequest, type ScrapeRequest } from './read-scrape-request.ts';
import { insufficientForLead, tooManyActiveJobs } from './refusals.ts';
import { scrapeInput, type ScrapeInput } from './scrape-operation.ts';
import type { Services } from './services.ts';

const MAX_ACTIVE_JOBS = 5;

/** `POST /scrape/jobs` (C068-C089). */
export function addCreateScrape(app: FastifyInstance, services: Services): void {
  const { allowPrivateWebhooks: allowPrivate, createStatus } = services.config;
  app.post('/scrape/jobs', { config: { rateClass: 'create' } }, async (request, reply) => {
    const wanted = readScrapeRequest(
      readJsonObject(request, 'invalid_query', { fieldCodes: { webhook_url: 'invalid_webhook' } }),
      { allowPrivate },
    );
    const job = await createScrape(services, callerOf(request).accountId, wanted);
    return await reply.status(createStatus).send(createdBody(job));
  });
}

async function createScrape(
  services: Services,
  accountId: string,
  wanted: ScrapeRequest,
): Promise<StoredJob> {
  const { operation } = SCRAPE;
  return await createJob(services, async (trx) => {
    // The lock makes the count and the balance exact: of twenty creates at once, five succeed (C085).
    const { balance } = await lockAccount(trx, accountId);
    const active = await countActive(trx, { accountId, provider: PROVIDER, operation });
    if (active >= MAX_ACTIVE_JOBS) throw tooManyActiveJobs();
    const affordable = Math.floor(balance / LEAD_UNITS);
    if (affordable < 1) throw insufficientForLead(balance);
    const { query, location, maxLeads, verifyEmails, webhookUrl, clientRequestId } = wanted;
    const input: ScrapeInput = { query, location, verifyEmails };
    const cap = Math.min(maxLeads, affordable);
    const id = createJobId(SCRAPE);
    return { id, accountId, provider: PROVIDER, operation, input, cap, webhookUrl, clientRequestId };
  });
}

function createdBody(job: StoredJob): object {
  const { query, location, verifyEmails } = scrapeInput(job);
  return {
    job_id: job.id,
    status: job.status,
    query,
    location,
    max_leads: job.cap,
    verify_emails: verifyEmails,
    estimated_credits: toCredits(job.cap * LEAD_UNITS),
    created_at: timestamp(job.createdAt),
  };
}
