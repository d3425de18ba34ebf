import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Caller } from '../../accounts/find-caller.ts';
import { callerOf } from '../caller.ts';
import type { BackendServices } from '../provider-backend.ts';
import { rejectHeaders } from './errors/failure-view.ts';
import { createLogId } from './log-id.ts';
import { SCRAPE } from './names.ts';
import { scrapePage } from './page/scrape-page.ts';
import { readScrapeRequest, type ScrapeRequest } from './read-request.ts';
import { responseBody, type ScrapeResponse } from './response-body.ts';
import type { ScrapeConfig } from './scrape-config.ts';
import { findWebhook } from './webhook/find-webhook.ts';
import { withoutSecret } from './webhook/webhook-context.ts';

type Services = Pick<BackendServices, 'storage' | 'jobs' | 'leads' | 'clock'>;

/** `GET /scrape`: answers with the page, or queues it for a webhook (F01, F20, F23). */
export function addCreateScrape(api: FastifyInstance, services: Services): void {
  api.get('/scrape', async (request, reply) => {
    const wanted = readScrapeRequest(request);
    const caller = callerOf(request);
    const { webhookName } = wanted;
    if (webhookName === undefined) return await scrapeNow(services, { wanted, caller, reply });
    const queued = await queueScrape(services, { wanted, caller, webhookName });
    return await reply.status(201).send(queued);
  });
}

interface Asked {
  readonly wanted: ScrapeRequest;
  readonly caller: Caller;
}

function configOf({ wanted, caller }: Asked, at: number): ScrapeConfig {
  const { url, format } = wanted;
  const { project, env } = caller;
  return { url, format, project, env, logId: createLogId(at) };
}

async function scrapeNow(
  { leads, clock }: Services,
  { reply, ...asked }: Asked & { readonly reply: FastifyReply },
): Promise<ScrapeResponse> {
  const at = clock.now();
  const config = configOf(asked, at);
  const result = await scrapePage(config, { net: leads.net });
  reply.status(result.error?.http_code ?? 200).headers(rejectHeaders(result.error));
  return responseBody({ config, at: new Date(at), result });
}

async function queueScrape(
  { storage, jobs, clock }: Services,
  { webhookName, ...asked }: Asked & { readonly webhookName: string },
): Promise<ScrapeResponse> {
  const at = clock.now();
  const { accountId } = asked.caller;
  const queued = await storage.transaction(async (trx) => {
    const { endpoint, order } = await findWebhook(trx, asked.caller, webhookName);
    const webhook = { endpointId: endpoint.id, name: endpoint.name, order };
    const config: ScrapeConfig = { ...configOf(asked, at), webhook };
    const job = await jobs.enqueue(trx, { id: randomUUID(), accountId, ...SCRAPE, input: config, cap: 1 });
    return responseBody({ config, at: new Date(at), job, endpoint });
  });
  jobs.wake();
  return withoutSecret(queued);
}
