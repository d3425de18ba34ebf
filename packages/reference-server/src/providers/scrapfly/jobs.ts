import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../../accounts/api-keys.ts';
import { countActive } from '../../jobs/job-store.ts';
import type { StoredJob } from '../../jobs/job.ts';
import type { Transaction } from '../../storage/database.ts';
import { countUndelivered } from '../../webhooks/delivery-store.ts';
import { lockEndpoint, type WebhookEndpoint } from '../../webhooks/endpoints.ts';
import { callerOf } from '../mount.ts';
import type { BackendServices } from '../provider-backend.ts';
import { findRequestedJob, uuidForm } from '../requested-job.ts';
import { SEE_DASHBOARD, storeJob } from '../store-job.ts';
import {
  createLogId,
  parseScrapeRequest,
  PROVIDER,
  responseBody,
  type ScrapeConfig,
  scrapeJobs,
  type ScrapeResponse,
  withLinks,
} from './bodies.ts';
import { rejectHeaders } from './failures.ts';
import { findEndedScrape } from './operations.ts';
import { jobNotFound, refuse } from './refusals.ts';
import { scrapePage, type PageConfig } from './scrape-page.ts';
import { webhookOptions } from './endpoints.ts';
import { webhookContext, withoutSecret } from './webhooks.ts';

type CreateServices = Pick<BackendServices, 'storage' | 'jobs' | 'leadEngine' | 'clock'>;

/**
 * Adds `GET` and `POST /scrape`. They answer with the scraped page, or queue the scrape when `webhook_name` is given
 * (F01, F20, F23). The page is requested with the same method.
 */
export function addCreateScrape(api: FastifyInstance, services: CreateServices): void {
  const scrape = async (request: FastifyRequest, reply: FastifyReply) => {
    const { page, webhookName } = parseScrapeRequest(request);
    const caller = callerOf(request);
    if (webhookName === undefined) return await scrapeNow(services, { page, caller, reply });
    const queued = await queueScrape(services, { page, caller, webhookName });
    return await reply.status(201).send(queued);
  };
  api.get('/scrape', scrape);
  api.post('/scrape', scrape);
}

interface CallerRequest {
  readonly page: PageConfig;
  readonly caller: Caller;
}

const configOf = ({ page, caller: { project, env } }: CallerRequest, at: number): ScrapeConfig => ({
  ...page,
  project,
  env,
  logId: createLogId(at),
});

async function scrapeNow(
  { leadEngine, clock }: CreateServices,
  { reply, ...request }: CallerRequest & { readonly reply: FastifyReply },
): Promise<ScrapeResponse> {
  const at = clock.now();
  const config = configOf(request, at);
  const result = await scrapePage(config, { net: leadEngine.net });
  reply.status(result.error?.http_code ?? 200).headers(rejectHeaders(result.error));
  return responseBody({ config, at: new Date(at), result });
}

async function queueScrape(
  services: CreateServices,
  { webhookName, ...request }: CallerRequest & { readonly webhookName: string },
): Promise<ScrapeResponse> {
  const at = services.clock.now();
  const { accountId } = request.caller;
  const store = async (trx: Transaction) => {
    const { endpoint, order } = await findOpenWebhook(trx, request.caller, webhookName);
    const webhook = { endpointId: endpoint.id, name: endpoint.name, order };
    const config: ScrapeConfig = { ...configOf(request, at), webhook };
    const wanted = { id: randomUUID(), accountId, ...scrapeJobs, input: config, cap: 1 };
    const job = await services.jobs.enqueue(trx, wanted);
    const response = responseBody({
      config,
      at: new Date(at),
      job,
      webhook: webhookContext(endpoint, config),
    });
    return { id: job.id, response };
  };
  const create = { accountId, provider: PROVIDER, store, howToFindOut: SEE_DASHBOARD };
  const { response } = await storeJob(services, create);
  return withoutSecret(response);
}

interface OpenWebhook {
  readonly endpoint: WebhookEndpoint;
  /** The place of the next scrape in the webhook's queue, from 1. */
  readonly order: number;
}

/**
 * Finds a webhook in the project and environment of the caller's key. Refuses when it is missing, disabled or full
 * (F03, F24).
 */
async function findOpenWebhook(trx: Transaction, caller: Caller, name: string): Promise<OpenWebhook> {
  const { accountId, project, env } = caller;
  const endpoint = await lockEndpoint(trx, { accountId, provider: PROVIDER, project, env, name });
  if (endpoint === undefined)
    throw refuse(
      'ERR::WEBHOOK::NOT_FOUND',
      `No webhook of this name belongs to the project "${project}" and the environment ${env} of your key.`,
    );
  if (endpoint.disabledReason !== null)
    throw refuse('ERR::WEBHOOK::DISABLED', `The webhook is disabled. ${endpoint.disabledReason}`);
  const { queue_limit, max_concurrency } = webhookOptions.parse(endpoint.options);
  const ofWebhook = { path: ['webhook', 'endpointId'], equals: endpoint.id };
  const unscraped = await countActive(trx, { accountId, ...scrapeJobs }, ofWebhook);
  const waiting = unscraped + (await countUndelivered(trx, endpoint.id));
  if (waiting >= queue_limit)
    throw refuse(
      'ERR::WEBHOOK::QUEUE_FULL',
      `The webhook has ${waiting} waiting scrapes, which is its limit.`,
    );
  if (unscraped >= max_concurrency)
    throw refuse(
      'ERR::WEBHOOK::MAX_CONCURRENCY_REACHED',
      `The webhook has ${unscraped} queued or running scrapes, which is its limit.`,
    );
  return { endpoint, order: waiting + 1 };
}

type ReadServices = Pick<BackendServices, 'storage' | 'publicUrl'>;

/**
 * Adds the targets of the links in a delivery: `/log/{job}` for the response, `/blob/{job}` for large content (F18,
 * F21).
 */
export function addReadScrape(api: FastifyInstance, services: ReadServices): void {
  const { storage, publicUrl } = services;
  api.get('/log/:id', async (request) => {
    const job = await findEndedJob(services, request);
    const { config, result } = await findEndedScrape(storage.db, job);
    return responseBody({ config, at: job.createdAt, job, result: withLinks(result, job, publicUrl()) });
  });
  api.get('/blob/:id', async (request, reply) => {
    const job = await findEndedJob(services, request);
    const { result } = await findEndedScrape(storage.db, job);
    const isBinary = result.format === 'binary';
    return await reply
      .type(isBinary ? 'application/octet-stream' : 'text/plain; charset=utf-8')
      .header('x-content-type-options', 'nosniff')
      .send(isBinary ? Buffer.from(result.content, 'base64') : result.content);
  });
}

const requested = { ...scrapeJobs, idForm: uuidForm, notFound: jobNotFound };

async function findEndedJob(services: ReadServices, request: FastifyRequest): Promise<StoredJob> {
  const job = await findRequestedJob(services, request, requested);
  if (job.finishedAt === null) throw jobNotFound();
  return job;
}
