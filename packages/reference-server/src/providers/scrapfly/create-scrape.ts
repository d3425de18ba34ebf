import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../../accounts/find-caller.ts';
import { callerOf } from '../caller.ts';
import type { BackendServices } from '../provider-backend.ts';
import { rejectHeaders } from './errors/failure-view.ts';
import { createLogId } from './log-id.ts';
import { SCRAPE } from './names.ts';
import { scrapePage } from './page/scrape-page.ts';
import { readScrapeRequest } from './read-request.ts';
import { responseBody, type ScrapeResponse } from './response-body.ts';
import type { PageConfig, ScrapeConfig } from './scrape-config.ts';
import { findWebhook } from './webhook/find-webhook.ts';
import { withoutSecret } from './webhook/webhook-context.ts';

type Services = Pick<BackendServices, 'storage' | 'jobs' | 'leadEngine' | 'clock'>;

/** `GET` and `POST /scrape`, which is what the page is asked with, too: answers with the page, or queues it for a webhook (F01, F20, F23). */
export function addCreateScrape(api: FastifyInstance, services: Services): void {
  const scrape = async (request: FastifyRequest, reply: FastifyReply) => {
    const { page, webhookName } = readScrapeRequest(request);
    const caller = callerOf(request);
    if (webhookName === undefined) return await scrapeNow(services, { page, caller, reply });
    const queued = await queueScrape(services, { page, caller, webhookName });
    return await reply.status(201).send(queued);
  };
  api.get('/scrape', scrape);
  api.post('/scrape', scrape);
}

interface Asked {
  readonly page: PageConfig;
  readonly caller: Caller;
}

const configOf = ({ page, caller: { project, env } }: Asked, at: number): ScrapeConfig => ({
  ...page,
  project,
  env,
  logId: createLogId(at),
});

async function scrapeNow(
  { leadEngine, clock }: Services,
  { reply, ...asked }: Asked & { readonly reply: FastifyReply },
): Promise<ScrapeResponse> {
  const at = clock.now();
  const config = configOf(asked, at);
  const result = await scrapePage(config, { net: leadEngine.net });
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
