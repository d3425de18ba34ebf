import { signWebhook } from '@scrapekit/core';
import { listEndpoints, type WebhookEndpoint } from '../../../webhooks/endpoints.ts';
import { scrapflyPolicy } from '../../../webhooks/policies/scrapfly.ts';
import type {
  ComposeFacts,
  Occasion,
  WebhookMessage,
  WebhookSender,
} from '../../../webhooks/webhook-sender.ts';
import { logUrl, readEndedScrape, withLinks } from '../ended-scrape.ts';
import { PROVIDER } from '../names.ts';
import { responseBody } from '../response-body.ts';
import { scrapeConfig } from '../scrape-config.ts';
import { encodeBody } from './encode-body.ts';
import { PING } from './endpoint-rules.ts';
import { withoutSecret } from './webhook-context.ts';
import { webhookOptions } from './webhook-options.ts';

const RESOURCE = 'scrape';

/** The provider's deliveries: body, headers and signature (F01, F02, F06-F08, F12, F14, F16, F18). */
export const scrapflySender: WebhookSender = {
  provider: PROVIDER,
  policy: scrapflyPolicy,
  onEnded: async (trx, { accountId, input }) => {
    const { webhook } = scrapeConfig.parse(input);
    const endpoints = await listEndpoints(trx, { accountId, provider: PROVIDER });
    return endpoints
      .filter(({ id }) => id === webhook?.endpointId)
      .map(({ id, url }) => ({ event: RESOURCE, url, endpointId: id }));
  },
  compose: async (occasion, facts) => {
    const { endpoint } = occasion;
    if (endpoint === null) throw new Error('Scrapfly announces nothing without a webhook.');
    return occasion.job === null
      ? composePing(endpoint)
      : await composeScrape({ ...occasion, job: occasion.job, endpoint }, facts);
  },
};

interface ScrapeOccasion extends Occasion {
  readonly job: NonNullable<Occasion['job']>;
  readonly endpoint: WebhookEndpoint;
}

async function composeScrape(
  { job, endpoint }: ScrapeOccasion,
  { db, now, publicUrl }: ComposeFacts,
): Promise<WebhookMessage> {
  const { config, result: full } = await readEndedScrape(db, job);
  const options = webhookOptions.parse(endpoint.options);
  const result = withLinks(full, job, publicUrl);
  const response = responseBody({ config, at: job.createdAt, result, job, endpoint });
  const { body, signed, headers: encoding } = encodeBody(response, options);
  const headers = {
    ...encoding,
    ...namingHeaders(endpoint),
    ...(options.edition === 'signature' && {
      ...identifyingHeaders(options.uuid, RESOURCE),
      'X-Scrapfly-Webhook-Job-Id': job.id,
      'X-Scrapfly-Log-Uuid': config.logId,
      'X-Scrapfly-Log-Url': logUrl(job, publicUrl),
    }),
  };
  const elsewhere = { headers, body: encodeBody(withoutSecret(response), options).body };
  return { headers: { ...headers, ...proof(endpoint, signed, now) }, body, elsewhere };
}

/** Unsigned, as the provider's are (F16). */
function composePing(endpoint: WebhookEndpoint): WebhookMessage {
  const { uuid, ...options } = webhookOptions.parse(endpoint.options);
  const { body, headers } = encodeBody({ type: PING }, options);
  return { headers: { ...headers, ...namingHeaders(endpoint), ...identifyingHeaders(uuid, PING) }, body };
}

function proof(endpoint: WebhookEndpoint, signed: Uint8Array, now: Date): Readonly<Record<string, string>> {
  const secret = endpoint.secret ?? '';
  const { edition } = webhookOptions.parse(endpoint.options);
  if (edition === 'secret') return { 'X-Scrapfly-Webhook-Secret': secret };
  return signWebhook(PROVIDER, { body: signed, secret, now });
}

const namingHeaders = ({ env, project, name }: WebhookEndpoint) => ({
  'User-Agent': 'Scrapfly/Webhook',
  'Accept-Encoding': 'gzip',
  'X-Scrapfly-Webhook-Env': env,
  'X-Scrapfly-Webhook-Project': project,
  'X-Scrapfly-Webhook-Name': name,
});

const identifyingHeaders = (uuid: string, resource: string) => ({
  'X-Scrapfly-Webhook-Id': uuid,
  'X-Scrapfly-Webhook-Resource-Type': resource,
});
