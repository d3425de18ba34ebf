import { randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod/v4';
import type { Account } from '../../accounts/accounts.ts';
import { toCredits } from '../../accounts/credits.ts';
import type { StoredJob } from '../../jobs/job.ts';
import { contentFormats, type ContentFormat } from './content.ts';
import type { PostBody } from './fetch-page.ts';
import { badConfig, refuse } from './refusals.ts';
import type { PageConfig } from './scrape-page.ts';
import type { ScrapeResult } from './scrape-result.ts';

export const PROVIDER = 'scrapfly';
export const scrapeJobs = { provider: PROVIDER, operation: 'scrape' } as const;

/** A scrape as it was requested; also the stored input of its job. */
export const scrapeConfig = z.object({
  url: z.string(),
  post: z.object({ base64: z.string(), type: z.string().nullable() }).optional(),
  format: z.enum(contentFormats),
  /** The project and the environment of the API key in the request. */
  project: z.string(),
  env: z.string(),
  /** The `uuid` of the response, which differs from the job's id. */
  logId: z.string(),
  /** Absent when the result is the answer to the request. */
  webhook: z.object({ endpointId: z.string(), name: z.string(), order: z.number() }).optional(),
});

export type ScrapeConfig = z.output<typeof scrapeConfig>;

/** The path of all routes, and of the links in responses. */
export const PREFIX = '/scrapfly';

const MAX_URL_LENGTH = 8_192;
/** Content with more characters is replaced by a link (F21). */
const MAX_CONTENT_LENGTH = 1024 * 1024;

export interface ScrapeRequest {
  readonly page: PageConfig;
  /** Absent when the request is answered with the result itself. */
  readonly webhookName: string | undefined;
}

/** Parameters of features that this server lacks. They are accepted with a value that turns the feature off. */
const unsupported: Readonly<Record<string, string>> = {
  render_js: 'This server has no browser. Leave render_js out.',
  asp: 'This server cannot bypass the protection of websites. Leave asp out.',
  cache: 'This server has no cache of pages. Leave cache out.',
};

/** Parses the query, and the body of a POST. Refuses unknown and unsupported parameters instead of ignoring them. */
export function parseScrapeRequest(request: FastifyRequest): ScrapeRequest {
  const query = request.query as Readonly<Record<string, string | readonly string[]>>;
  const { url, format, webhook_name: webhookName, ...others } = singleValues(query);
  for (const [name, value] of Object.entries(others)) refuseUnlessOff(name, value);
  if (webhookName === '') throw badConfig('webhook_name must be the name of a webhook, or left out.');
  const post = parsePost(request);
  return { page: { url: parseUrl(url), format: parseFormat(format), ...(post && { post }) }, webhookName };
}

function singleValues(
  query: Readonly<Record<string, string | readonly string[]>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => {
      if (typeof value !== 'string') throw badConfig(`Send ${shorten(name)} once.`);
      return [name, value];
    }),
  );
}

function refuseUnlessOff(name: string, value: string): void {
  if (name === 'key') return;
  const message = unsupported[name];
  if (message !== undefined && ['false', '0', ''].includes(value.toLowerCase())) return;
  if (name === 'country')
    throw badConfig('This server has no proxies in other countries. Leave country out.');
  throw badConfig(message ?? `This server does not know the parameter ${shorten(name)}.`);
}

// The client chooses the name, which may be very long.
const shorten = (name: string): string => `"${name.slice(0, 40)}"`;

function parseUrl(text: string | undefined): string {
  if (text === undefined || text === '') throw badConfig('url is required: the page to scrape.');
  const url = text.length > MAX_URL_LENGTH ? null : URL.parse(text);
  if (url === null)
    throw badConfig(`url must be a complete web address of at most ${MAX_URL_LENGTH} characters.`);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw refuse('ERR::SCRAPE::BAD_PROTOCOL', 'url must begin with http:// or https://.');
  if (url.username !== '' || url.password !== '')
    throw badConfig('url must not contain a user name or a password.');
  return url.href;
}

function parseFormat(text = 'raw'): ContentFormat {
  const format = contentFormats.find((known) => known === text);
  if (format !== undefined) return format;
  throw badConfig(`format must be one of ${contentFormats.join(', ')}.`);
}

function parsePost({ method, headers, body }: FastifyRequest): PostBody | undefined {
  if (method !== 'POST') return undefined;
  const base64 = Buffer.isBuffer(body) ? body.toString('base64') : '';
  return { base64, type: headers['content-type'] ?? null };
}

/** The body of an answer and of a delivery. */
export interface ScrapeResponse {
  readonly config: object;
  readonly context: Readonly<Record<string, unknown>>;
  readonly result?: ScrapeResult;
  readonly uuid: string;
}

export interface ResponseFacts {
  readonly config: ScrapeConfig;
  readonly at: Date;
  /** Absent while the scrape is queued. */
  readonly result?: ScrapeResult;
  /** Absent when the result is the answer to the request. */
  readonly job?: Pick<StoredJob, 'id'>;
  /** The value of `context.webhook`. */
  readonly webhook?: object;
}

/** Prints a response in the provider's shape (F01, F19, F20, F23). */
export const responseBody = ({ config, at, result, job, webhook }: ResponseFacts): ScrapeResponse => ({
  config: {
    url: config.url,
    method: config.post === undefined ? 'GET' : 'POST',
    format: config.format,
    project: config.project,
    env: config.env,
    webhook_name: config.webhook?.name ?? null,
    render_js: false,
    asp: false,
    cache: false,
    country: null,
  },
  context: {
    created_at: dateText(at),
    project: config.project,
    env: config.env,
    url: config.url,
    ...(job && { job: jobContext(job.id, result) }),
    ...(webhook && { webhook }),
  },
  ...(result && { result }),
  uuid: config.logId,
});

const jobContext = (uuid: string, result: ScrapeResult | undefined): object => ({
  uuid,
  type: 'SCRAPE',
  status: result === undefined ? 'PENDING' : result.status,
  is_finished: result !== undefined,
  is_success: result === undefined ? null : result.success,
});

/**
 * Prints a time as the provider does: UTC without a zone and with six decimals, of which the last three are 0 (F22).
 */
const dateText = (at: Date): string => `${at.toISOString().slice(0, 23).replace('T', ' ')}000`;

/** Adds the link to the log entry, and replaces large content by a link (F18, F21). */
export function withLinks(result: ScrapeResult, job: Pick<StoredJob, 'id'>, publicUrl: string): ScrapeResult {
  const linked = { ...result, log_url: logUrl(job, publicUrl) };
  if (result.content.length <= MAX_CONTENT_LENGTH) return linked;
  const content = `${publicUrl}${PREFIX}/blob/${job.id}`;
  return { ...linked, content, format: result.format === 'binary' ? 'blob' : 'clob' };
}

export const logUrl = ({ id }: Pick<StoredJob, 'id'>, publicUrl: string): string =>
  `${publicUrl}${PREFIX}/log/${id}`;

/**
 * Prints an account as the provider does, without the fields about plans and payment, which this server does not have.
 * The provider's credits are whole numbers.
 */
export const accountBody = ({ id, balance }: Account, project: string): object => ({
  account: {
    account_id: id,
    currency: 'USD',
    timezone: 'UTC',
    suspended: false,
    suspension_reason: '',
  },
  project: { name: project },
  subscription: { usage: { scrape: { remaining: Math.floor(toCredits(balance)) } } },
});

const ULID_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const TIME_CHARACTERS = 10;
const RANDOM_CHARACTERS = 16;

/** Creates a ULID, the form of the provider's log ids. `now` is in milliseconds since 1970. */
export function createLogId(now: number): string {
  let time = '';
  for (let rest = now, i = 0; i < TIME_CHARACTERS; i++, rest = Math.floor(rest / 32)) {
    time = ulidCharacter(rest % 32) + time;
  }
  return time + Array.from(randomBytes(RANDOM_CHARACTERS), (byte) => ulidCharacter(byte % 32)).join('');
}

const ulidCharacter = (value: number): string => ULID_ALPHABET.charAt(value);
