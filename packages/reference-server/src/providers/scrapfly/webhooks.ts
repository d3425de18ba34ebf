import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { encode } from '@msgpack/msgpack';
import { signWebhook } from '@scrapekit/core';
import { z } from 'zod/v4';
import { HttpError } from '../../http/errors.ts';
import { refuseUnknownFields } from '../../http/json.ts';
import { listEndpoints, type WebhookEndpoint } from '../../webhooks/endpoints.ts';
import type {
  ComposeFacts,
  DeliveryAttempt,
  WebhookMessage,
  WebhookPolicy,
  WebhookSender,
} from '../../webhooks/webhook-sender.ts';
import { isWebhookUrl } from '../../webhooks/webhook-url.ts';
import type { EndpointRules } from '../provider-backend.ts';
import {
  logUrl,
  PROVIDER,
  responseBody,
  scrapeConfig,
  type ScrapeConfig,
  type ScrapeResponse,
  withLinks,
} from './bodies.ts';
import { findEndedScrape } from './operations.ts';

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

/** The settings that only Scrapfly's webhooks have. */
export const webhookOptions = z.object({
  /** Identifies the webhook; every delivery carries the same one (F12). */
  uuid: z.string(),
  content_type: z.enum(['json', 'msgpack']).default('json'),
  content_encoding: z.enum(['none', 'gzip']).default('none'),
  /** `signature` signs each delivery; `secret` is the older edition, which sends the secret itself (F06-F08). */
  edition: z.enum(['signature', 'secret']).default('signature'),
  /** The most scrapes that wait for their page or their delivery; 0 as in a plan without webhooks (F23). */
  queue_limit: z.int().min(0).max(100_000).default(1_000),
  /** The most scrapes that wait for their page. */
  max_concurrency: z.int().min(1).max(100_000).default(1_000),
});

type WebhookOptions = z.output<typeof webhookOptions>;

const name = z.string().regex(/^[\w.-]{1,64}$/, 'takes 1 to 64 letters, digits, dots, dashes, underscores');

const registration = webhookOptions.omit({ uuid: true }).extend({
  url: z.string(),
  name,
  project: name.default('default'),
  env: z.enum(['LIVE', 'TEST']).default('LIVE'),
});

const SCRAPE_EVENT = 'scrape';
const PING_EVENT = 'ping';

/** A webhook has a name in one project and one environment, and is pinged when it is registered (F03, F16). */
export const scrapflyEndpoints: EndpointRules = {
  perAccount: 'many',
  fields: [
    { name: 'name', label: 'Name, as in webhook_name', isRequired: true },
    { name: 'project', label: 'Project, if not default' },
    { name: 'env', label: 'Environment', choices: ['LIVE', 'TEST'] },
  ],
  testEvent: PING_EVENT,
  testsNewEndpoints: true,
  parse: (input, { allowPrivate }) => {
    refuseUnknownFields(input, Object.keys(registration.shape), badRegistration);
    const parsed = registration.safeParse(input);
    if (!parsed.success) throw wrongField(parsed.error);
    const { url, name, project, env, ...options } = parsed.data;
    if (!isWebhookUrl(url, { allowPrivate })) throw badRegistration('url must be a public https address.');
    return { url, name, project, env, options: { uuid: randomUUID(), ...options }, secret: randomUUID() };
  },
};

const wrongField = ({ issues: [issue] }: z.ZodError): HttpError =>
  badRegistration(`${issue?.path.join('.') ?? 'body'}: ${issue?.message ?? 'not valid'}`);

const badRegistration = (message: string): HttpError => new HttpError(400, 'invalid_request', { message });

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
    return attempt.job === null
      ? composePing(endpoint)
      : await composeScrape({ ...attempt, job: attempt.job, endpoint }, facts);
  },
};

interface ScrapeAttempt extends DeliveryAttempt {
  readonly job: NonNullable<DeliveryAttempt['job']>;
  readonly endpoint: WebhookEndpoint;
}

async function composeScrape(
  { job, endpoint }: ScrapeAttempt,
  { db, now, publicUrl }: ComposeFacts,
): Promise<WebhookMessage> {
  const { config, result: full } = await findEndedScrape(db, job);
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
  return { headers: { ...headers, ...proofHeaders(endpoint, signed, now) }, body, withoutSecret: redirected };
}

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
