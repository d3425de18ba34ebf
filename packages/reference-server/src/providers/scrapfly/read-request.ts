import type { FastifyRequest } from 'fastify';
import { badConfig, refuse } from './errors/refusals.ts';
import { formats, type ContentFormat, type PageConfig } from './scrape-config.ts';

/** The parameters of a request, checked. */
export interface ScrapeRequest {
  readonly page: PageConfig;
  readonly webhookName: string | undefined;
}

const LONGEST_URL = 8_192;

/** What this server has no means for; asking for none of it is fine. */
const beyond: Readonly<Record<string, string>> = {
  render_js: 'This server has no browser: leave render_js out.',
  asp: 'This server gets around no protection: leave asp out.',
  cache: 'This server keeps no pages: leave cache out.',
};

/** Reads the query and what is to be posted; what this server cannot do is refused, not ignored. */
export function readScrapeRequest(request: FastifyRequest): ScrapeRequest {
  const query = request.query as Readonly<Record<string, string | readonly string[]>>;
  const { url, format, webhook_name: webhookName, ...more } = single(query);
  for (const [name, value] of Object.entries(more)) refuseUnlessOff(name, value);
  const post = readPost(request);
  const page = { url: readUrl(url), format: readFormat(format), ...(post && { post }) };
  return { page, webhookName: readName(webhookName) };
}

function readPost({ method, headers, body }: FastifyRequest): PageConfig['post'] {
  if (method !== 'POST') return undefined;
  const base64 = Buffer.isBuffer(body) ? body.toString('base64') : '';
  return { base64, type: headers['content-type'] ?? null };
}

function single(
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
  const refusal = beyond[name];
  if (refusal !== undefined && ['false', '0', ''].includes(value.toLowerCase())) return;
  if (name === 'country')
    throw badConfig('This server has no proxies in other countries: leave country out.');
  throw badConfig(refusal ?? `This server knows no parameter ${shorten(name)}.`);
}

function readUrl(text: string | undefined): string {
  if (text === undefined || text === '') throw badConfig('url is required: the page to scrape.');
  const url = text.length > LONGEST_URL ? null : URL.parse(text);
  if (url === null)
    throw badConfig(`url must be a complete web address of at most ${LONGEST_URL} characters.`);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw refuse('ERR::SCRAPE::BAD_PROTOCOL', 'url must begin with http:// or https://.');
  if (url.username !== '' || url.password !== '') throw badConfig('url must carry no user and no password.');
  return url.href;
}

function readFormat(text = 'raw'): ContentFormat {
  const format = formats.find((known) => known === text);
  if (format !== undefined) return format;
  throw badConfig(`format must be one of ${formats.join(', ')}.`);
}

function readName(text: string | undefined): string | undefined {
  if (text === '') throw badConfig('webhook_name must be the name of a webhook, or left out.');
  return text;
}

const shorten = (name: string): string => `"${name.slice(0, 40)}"`;
