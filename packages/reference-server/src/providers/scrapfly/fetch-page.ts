import { request, type Dispatcher } from 'undici';
import { isHttp } from '../../leads/crawl/website-urls.ts';
import { readBody } from '../../net/read-body.ts';
import { ScrapeFailure, type ErrorCode } from './failures.ts';

/** A body that is posted to a page. */
export interface PostBody {
  readonly base64: string;
  /** The Content-Type; null when the client sent none. */
  readonly type: string | null;
}

/** A website's answer, with any status that is not a redirect. */
export interface PageAnswer {
  /** The address after all redirects. */
  readonly url: URL;
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly setCookies: readonly string[];
  /** Decompressed. */
  readonly body: Buffer;
}

export interface FetchPageOptions {
  /** Refuses private addresses on every connection, so also after a redirect. */
  readonly dispatcher: Dispatcher;
  readonly signal: AbortSignal;
}

const MAX_REDIRECTS = 10;
/** The largest page after decompression. */
const MAX_BYTES = 5 * 1024 * 1024;
const MAX_DUMPED_BYTES = 64_000;
const redirectStatuses = new Set([301, 302, 303, 307, 308]);
/** The redirects after which a POST stays a POST. */
const repeatingStatuses = new Set([307, 308]);

export const requestHeaders = {
  'user-agent': 'Mozilla/5.0 (compatible; ScrapeKitReferenceServer/1.0)',
  accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
  'accept-language': 'en,*;q=0.5',
  'accept-encoding': 'gzip, deflate, br, zstd',
} as const;

/** Fetches a page and follows its redirects. Rejects with ScrapeFailure, or with undici's error when no answer arrives. */
export async function fetchPage(
  start: URL,
  post: PostBody | undefined,
  options: FetchPageOptions,
): Promise<PageAnswer> {
  let url = start;
  let content = requestContent(post);
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    const answer = await request(url, { ...options, ...content });
    const headers = joinValues(answer.headers);
    const location = redirectStatuses.has(answer.statusCode) ? headers['location'] : undefined;
    if (location === undefined) {
      // One byte more than allowed shows that the page is too large.
      const body = await readBody(answer.body, headers['content-encoding'] ?? '', MAX_BYTES + 1);
      if (body.length > MAX_BYTES) throw tooLarge();
      const setCookies = [answer.headers['set-cookie'] ?? []].flat();
      return { url, statusCode: answer.statusCode, headers, setCookies, body };
    }
    await answer.body.dump({ limit: MAX_DUMPED_BYTES, signal: options.signal }).catch(() => undefined);
    const next = URL.parse(location, url.href);
    if (next === null || !isHttp(next)) throw brokenRedirect();
    if (!repeatingStatuses.has(answer.statusCode)) content = requestContent(undefined);
    url = next;
  }
  throw new ScrapeFailure(
    'ERR::SCRAPE::UPSTREAM_WEBSITE_ERROR',
    `The website redirected more than ${MAX_REDIRECTS} times.`,
  );
}

const requestContent = (post: PostBody | undefined) =>
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

// The code is published as retryable, but the page would be too large again.
const tooLarge = (): ScrapeFailure =>
  new ScrapeFailure(
    'ERR::SCRAPE::UPSTREAM_WEBSITE_ERROR',
    `The page is larger than ${MAX_BYTES} bytes, the most this server reads.`,
    { retryable: false },
  );

/** The provider's codes for Node's and undici's error codes; the first matching pattern applies. */
const networkFailures: readonly (readonly [pattern: RegExp, code: ErrorCode, message: string])[] = [
  [
    /^EBLOCKED$/,
    'ERR::SCRAPE::DOMAIN_NOT_ALLOWED',
    'The address is not a public one, and no other is scraped.',
  ],
  [
    /^(?:ENOTFOUND|ENODATA|ESERVFAIL|EREFUSED|EBADNAME|EAI_\w+|ENONAME|ETIMEOUT)$/,
    'ERR::SCRAPE::DNS_NAME_NOT_RESOLVED',
    'The name of the host could not be resolved.',
  ],
  [
    /^(?:ETIMEDOUT|UND_ERR_(?:HEADERS|BODY|CONNECT)_TIMEOUT)$/,
    'ERR::SCRAPE::UPSTREAM_TIMEOUT',
    'The website took too long to answer.',
  ],
  [
    /^(?:ERR_TLS_|ERR_SSL_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH|EPROTO)/,
    'ERR::SCRAPE::SSL_ERROR',
    'The certificate or the TLS of the website is not in order.',
  ],
  [
    /^(?:ECONNRESET|EPIPE|UND_ERR_SOCKET)$/,
    'ERR::SCRAPE::NETWORK_SERVER_DISCONNECTED',
    'The website closed the connection before it had answered.',
  ],
  [
    /^(?:HPE_|UND_ERR_RES|UND_ERR_HEADERS_OVERFLOW)/,
    'ERR::SCRAPE::UPSTREAM_WEBSITE_ERROR',
    'The website answered something that is not HTTP.',
  ],
];

/** Explains an error of `fetchPage`. An unknown error becomes a network error, which is retryable. */
export function toScrapeFailure(error: unknown): ScrapeFailure {
  if (error instanceof ScrapeFailure) return error;
  const raised = codesOf(error);
  const known = networkFailures.find(([pattern]) => raised.some((code) => pattern.test(code)));
  const [, code, message] = known ?? [
    undefined,
    'ERR::SCRAPE::NETWORK_ERROR' as const,
    'The website could not be reached.',
  ];
  return new ScrapeFailure(code, message, { cause: error });
}

function codesOf(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [];
  const code = 'code' in error && typeof error.code === 'string' ? [error.code] : [];
  return [...code, ...codesOf(error.cause)];
}
