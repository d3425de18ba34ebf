import type { FastifyInstance } from 'fastify';
import { lockAccount } from '../../accounts/accounts.ts';
import { parseJsonObject } from '../../http/json.ts';
import { countActive } from '../../jobs/job-store.ts';
import type { StoredJob } from '../../jobs/job.ts';
import type { Transaction } from '../../storage/database.ts';
import { callerOf } from '../mount.ts';
import type { BackendServices } from '../provider-backend.ts';
import { PROVIDER, scrapeKind, LEAD_UNITS } from './bodies.ts';
import { addReadJobs, createJob, type CreateServices } from './jobs.ts';
import { insufficientForLead, tooManyActiveJobs } from './refusals.ts';
import {
  parseScrapeRequest,
  scrapeCreatedBody,
  scrapeResults,
  scrapeStatusBody,
  type ScrapeInput,
  type ScrapeRequest,
} from './scrape-bodies.ts';

/** Adds the routes under `/scrape/jobs` (C068-C119). */
export function addScrapeJobs(api: FastifyInstance, services: BackendServices): void {
  const { allowPrivateWebhooks: allowPrivate, createStatus } = services.config;
  const fieldCodes = { webhook_url: 'invalid_webhook' };
  api.post('/scrape/jobs', { config: { rateClass: 'create' } }, async (request, reply) => {
    const wanted = parseScrapeRequest(parseJsonObject(request, 'invalid_query', { fieldCodes }), {
      allowPrivate,
    });
    const job = await createScrape(services, callerOf(request).accountId, wanted);
    return await reply.status(createStatus).send(scrapeCreatedBody(job));
  });
  addReadJobs(api, services, { kind: scrapeKind, statusBody: scrapeStatusBody, results: scrapeResults });
}

const MAX_ACTIVE_JOBS = 5;

/** Starts a scrape. `check` runs in the transaction of the create and may throw an HttpError. */
export async function createScrape(
  services: CreateServices,
  accountId: string,
  { query, location, maxLeads, verifyEmails, ...options }: ScrapeRequest,
  check?: (trx: Transaction) => Promise<void>,
): Promise<StoredJob> {
  const { operation } = scrapeKind;
  const prepare = async (trx: Transaction) => {
    await check?.(trx);
    // The lock makes the count and the balance exact: of twenty simultaneous creates, five succeed (C085).
    const { balance } = await lockAccount(trx, accountId);
    const active = await countActive(trx, { accountId, provider: PROVIDER, operation });
    if (active >= MAX_ACTIVE_JOBS) throw tooManyActiveJobs();
    const affordable = Math.floor(balance / LEAD_UNITS);
    if (affordable < 1) throw insufficientForLead(balance);
    const input: ScrapeInput = { query, location, verifyEmails };
    return { input, cap: Math.min(maxLeads, affordable) };
  };
  return await createJob(services, { accountId, kind: scrapeKind, prepare, options });
}
