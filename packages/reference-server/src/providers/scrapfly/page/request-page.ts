import { request, type Dispatcher } from 'undici';
import { isHttp } from '../../../leads/crawl/is-http.ts';
import { readBody } from '../../../leads/crawl/read-body.ts';
import { ScrapeFailure } from '../errors/scrape-failure.ts';
import type { PageConfig } from '../scrape-config.ts';

/** What a website answered, whatever its status. */
export interface PageAnswer {
  /** After redirects. */
  readonly url: URL;
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly setCookies: readonly string[];
  /** Without its compression. */
  readonly body: Buffer;
}

export interface RequestOptions {
  /** Refuses what may not be reached, on every connection, so also behind a redirect. */
  readonly dispatcher: Dispatcher;
  readonly signal: AbortSignal;
}

const MOST_REDIRECTS = 10;
/** Of a page after decompression. */
export const MOST_BYTES = 5 * 1024 * 1024;
const redirects = new Set([301, 302, 303, 307, 308]);
/** Those after which the request is the same. */
const repeating = new Set([307, 308]);

export const requestHeaders = {
  'user-agent': 'Mozilla/5.0 (compatible; ScrapeKitReferenceServer/1.0)',
  accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
  'accept-language': 'en,*;q=0.5',
  'accept-encoding': 'gzip, deflate, br, zstd',
} as const;

/** Asks for a page and follows where it leads, posting again only where the redirect says so. Rejects when no answer comes, or one that is too large. */
export async function requestPage(
  start: URL,
  post: PageConfig['post'],
  options: RequestOptions,
): Promise<PageAnswer> {
  let url = start;
  let question = ask(post);
  for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
    const answer = await request(url, { ...options, ...question });
    const headers = joinValues(answer.headers);
    const location = redirects.has(answer.statusCode) ? headers['location'] : undefined;
    if (location === undefined) {
      const body = await readBody(answer.body, headers['content-encoding'] ?? '', MOST_BYTES + 1);
      if (body.length > MOST_BYTES) throw tooLarge();
      const setCookies = [answer.headers['set-cookie'] ?? []].flat();
      return { url, statusCode: answer.statusCode, headers, setCookies, body };
    }
    await answer.body.dump({ limit: 64_000, signal: options.signal }).catch(() => undefined);
    const next = URL.parse(location, url.href);
    if (next === null || !isHttp(next)) throw brokenRedirect();
    if (!repeating.has(answer.statusCode)) question = ask(undefined);
    url = next;
  }
  throw new ScrapeFailure(
    'ERR::SCRAPE::UPSTREAM_WEBSITE_ERROR',
    `The website redirected more than ${MOST_REDIRECTS} times.`,
  );
}

const ask = (post: PageConfig['post']) =>
  post === undefined
    ? { method: 'GET' as const, headers: requestHeaders }
    : {
        method: 'POST' as const,
        headers: { ...requestHeaders, ...(post.type !== null && { 'content-type': post.type }) },
        body: Buffer.from(post.base64, 'base64'),
      };

const joinValues = (
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, [value].flat().join(', ')] as const],
    ),
  );

const brokenRedirect = (): ScrapeFailure =>
  new ScrapeFailure('ERR::SCRAPE::UPSTREAM_WEBSITE_ERROR', 'The website redirected to no web address.');

// A second try would find the same page.
const tooLarge = (): ScrapeFailure =>
  new ScrapeFailure(
    'ERR::SCRAPE::UPSTREAM_WEBSITE_ERROR',
    `The page is larger than ${MOST_BYTES} bytes, the most this server reads.`,
    { retryable: false },
  );
