import { gzipSync } from 'node:zlib';
import { encode } from '@msgpack/msgpack';
import { signWebhook } from '@scrapekit/core';
import type { WebhookMessage } from '@scrapekit/guarded-http';
import type { StoredJob } from '../../jobs/job.ts';
import { listEndpoints, type WebhookEndpoint } from '../../webhooks/endpoints.ts';
import { exampleUuid } from '../../webhooks/example-uuid.ts';
import type {
  ComposeFacts,
  DeliveryAttempt,
  WebhookPolicy,
  WebhookSender,
} from '../../webhooks/webhook-sender.ts';
import {
  createLogId,
  logUrl,
  PROVIDER,
  responseBody,
  scrapeConfig,
  type ScrapeConfig,
  type ScrapeResponse,
  withLinks,
} from './bodies.ts';
import { PING_EVENT, SCRAPE_EVENT, webhookOptions, type WebhookOptions } from './endpoints.ts';
import { ScrapeFailure } from './failures.ts';
import { findEndedScrape, type EndedScrape } from './operations.ts';
import { emptyResult } from './scrape-result.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** The documented figures: time-out, retry schedule, followed redirects and the failures that disable a webhook (F04, F05). */
export const scrapflyPolicy: WebhookPolicy = {
  timeoutMs: 30 * SECOND,
  retryDelaysMs: [30 * SECOND, MINUTE, 5 * MINUTE, 30 * MINUTE, HOUR, 24 * HOUR],
  maxRedirects: 5,
  disableAfterFailures: 100,
};

/** Prints `context.webhook`. Only the older edition puts the secret there (F07, F19). */
export function webhookContext(endpoint: WebhookEndpoint, config: ScrapeConfig): object {
  const { name, secret, failuresInRow, disabledReason } = endpoint;
  const { edition, uuid, queue_limit, max_concurrency } = webhookOptions.parse(endpoint.options);
  const common = { name, consecutive_failed_count: failuresInRow };
  if (edition === 'secret') return { ...common, secret };
  return {
    ...common,
    webhook_uuid: uuid,
    queue_limit,
    queued_scrape_order: config.webhook?.order ?? null,
    max_concurrency,
    disable_reason: disabledReason,
  };
}

/** Removes the secret that the older edition puts into a response. */
export function withoutSecret(response: ScrapeResponse): ScrapeResponse {
  const { webhook } = response.context;
  if (typeof webhook !== 'object' || webhook === null || !('secret' in webhook)) return response;
  const { secret: _, ...rest } = webhook;
  return { ...response, context: { ...response.context, webhook: rest } };
}

/** Sends the response of a scrape to its webhook, signed in the webhook's edition (F01, F02, F06-F08, F12, F14, F16, F18). */
export const scrapflySender: WebhookSender = {
  provider: PROVIDER,
  policy: scrapflyPolicy,
  onEnded: async (trx, { accountId, input }) => {
    const { webhook } = scrapeConfig.parse(input);
    const endpoints = await listEndpoints(trx, { accountId, provider: PROVIDER });
    return endpoints
      .filter(({ id }) => id === webhook?.endpointId)
      .map(({ id, url }) => ({ event: SCRAPE_EVENT, url, endpointId: id }));
  },
  compose: async (attempt, facts) => {
    const { endpoint } = attempt;
    if (endpoint === null) throw new Error('Scrapfly announces nothing without a webhook.');
    if (attempt.event === PING_EVENT) return composePing(endpoint);
    const { job } = attempt;
    const scrape =
      job === null ? exampleScrape(attempt, endpoint) : { ...(await findEndedScrape(facts.db, job)), job };
    return composeScrape(scrape, endpoint, facts);
  },
};

interface ReportedScrape extends EndedScrape {
  readonly job: Pick<StoredJob, 'id' | 'createdAt'>;
}

/** Returns the scrape of a test of a receiver. Its job exists in no account. */
function exampleScrape(
  { deliveryId, createdAt }: DeliveryAttempt,
  endpoint: WebhookEndpoint,
): ReportedScrape {
  const { id: endpointId, name, project, env } = endpoint;
  const url = 'https://example.com/';
  const content = '<!doctype html><title>Test</title><p>This page is a test of a webhook.</p>';
  const page = {
    content,
    content_type: 'text/html',
    format: 'text',
    status_code: 200,
    success: true,
  } as const;
  return {
    job: { id: exampleUuid(deliveryId), createdAt },
    config: {
      url,
      format: 'raw',
      project,
      env,
      logId: createLogId(createdAt.getTime()),
      webhook: { endpointId, name, order: 0 },
    },
    result: {
      ...emptyResult(url, new ScrapeFailure('ERR::API::INTERNAL_ERROR', '')),
      ...page,
      error: null,
      size: content.length,
    },
  };
}

function composeScrape(
  { job, config, result: full }: ReportedScrape,
  endpoint: WebhookEndpoint,
  { now, publicUrl }: Pick<ComposeFacts, 'now' | 'publicUrl'>,
): WebhookMessage {
  const options = webhookOptions.parse(endpoint.options);
  const result = withLinks(full, job, publicUrl);
  const webhook = webhookContext(endpoint, config);
  const response = responseBody({ config, at: job.createdAt, result, job, webhook });
  const { body, signed, headers: encoding } = encodeBody(response, options);
  const headers = {
    ...encoding,
    ...namingHeaders(endpoint),
    ...(options.edition === 'signature' && {
      ...identifyingHeaders(options.uuid, SCRAPE_EVENT),
      'X-Scrapfly-Webhook-Job-Id': job.id,
      'X-Scrapfly-Log-Uuid': config.logId,
      'X-Scrapfly-Log-Url': logUrl(job, publicUrl),
    }),
  };
  const redirected = { headers, body: encodeBody(withoutSecret(response), options).body };
  const message = {
    headers: { ...headers, ...proofHeaders(endpoint, signed, now) },
    body,
    withoutSecret: redirected,
  };
  if (options.edition === 'signature') return message;
  return { ...message, logged: { ...redirected, headers: { ...headers, [SECRET_HEADER]: '(not stored)' } } };
}

const SECRET_HEADER = 'X-Scrapfly-Webhook-Secret';

/** A ping has no signature (F16). */
function composePing(endpoint: WebhookEndpoint): WebhookMessage {
  const { uuid, ...options } = webhookOptions.parse(endpoint.options);
  const { body, headers } = encodeBody({ type: PING_EVENT }, options);
  return {
    headers: { ...headers, ...namingHeaders(endpoint), ...identifyingHeaders(uuid, PING_EVENT) },
    body,
  };
}

interface EncodedBody {
  readonly body: Uint8Array;
  /** The bytes before compression, which today's SDKs verify (F10). */
  readonly signed: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
}

/** Encodes a body in the format and the compression of the webhook (F02). */
function encodeBody(
  value: object,
  { content_type, content_encoding }: Pick<WebhookOptions, 'content_type' | 'content_encoding'>,
): EncodedBody {
  const signed = content_type === 'json' ? Buffer.from(JSON.stringify(value)) : encode(value);
  const headers = { 'Content-Type': `application/${content_type}` };
  if (content_encoding === 'none') return { body: signed, signed, headers };
  return { body: gzipSync(signed), signed, headers: { ...headers, 'Content-Encoding': 'gzip' } };
}

function proofHeaders(
  endpoint: WebhookEndpoint,
  signed: Uint8Array,
  now: Date,
): Readonly<Record<string, string>> {
  const secret = endpoint.secret ?? '';
  const { edition } = webhookOptions.parse(endpoint.options);
  if (edition === 'secret') return { [SECRET_HEADER]: secret };
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
