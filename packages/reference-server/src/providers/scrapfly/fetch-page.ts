import { failureOf, type NetworkFailureKind, RedirectError } from '@scrapekit/guarded-http';
import type { Dispatcher } from 'undici';
import { fetchPage, type FetchedPage } from '../../net/fetch-page.ts';
import { ACCEPT_ENCODING } from '../../net/read-body.ts';
import { ALLOWED_PORTS } from '../../net/web-ports.ts';
import { ScrapeFailure, type ErrorCode } from './failures.ts';

/** A body that is posted to a page. */
export interface PostBody {
  readonly base64: string;
  /** The Content-Type; null when the client sent none. */
  readonly type: string | null;
}

export interface FetchWebsiteOptions {
  /** Refuses private addresses on every connection, so also after a redirect. */
  readonly dispatcher: Dispatcher;
  readonly signal: AbortSignal;
}

const MAX_REDIRECTS = 10;
/** The largest page after decompression. */
const MAX_BYTES = 5 * 1024 * 1024;

export const requestHeaders = {
  'user-agent': 'Mozilla/5.0 (compatible; ScrapeKitReferenceServer/1.0)',
  accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
  'accept-language': 'en,*;q=0.5',
  'accept-encoding': ACCEPT_ENCODING,
} as const;

/** Fetches a page and follows its redirects. Convert its errors with `toScrapeFailure`. */
export async function fetchWebsite(
  start: URL,
  post: PostBody | undefined,
  { dispatcher, signal }: FetchWebsiteOptions,
): Promise<FetchedPage> {
  const page = await fetchPage(start, {
    dispatcher,
    signal,
    headers: requestHeaders,
    post: post && { bytes: Buffer.from(post.base64, 'base64'), contentType: post.type },
    maxRedirects: MAX_REDIRECTS,
    maxBytes: MAX_BYTES,
  });
  // After an abort, only a part of the page has arrived.
  signal.throwIfAborted();
  if (page.isTooLarge) throw tooLarge();
  return page;
}

// The code is published as retryable, but the page would be too large again.
const tooLarge = (): ScrapeFailure =>
  new ScrapeFailure(
    'ERR::SCRAPE::UPSTREAM_WEBSITE_ERROR',
    `The page is larger than ${MAX_BYTES} bytes, the most this server reads.`,
    { retryable: false },
  );

type Explanation = readonly [code: ErrorCode, message: string];

const nameNotResolved: Explanation = [
  'ERR::SCRAPE::DNS_NAME_NOT_RESOLVED',
  'The name of the host could not be resolved.',
];
const tlsFailed: Explanation = [
  'ERR::SCRAPE::SSL_ERROR',
  'The TLS connection failed. The certificate of the website may be invalid.',
];
const notReached: Explanation = ['ERR::SCRAPE::NETWORK_ERROR', 'The website could not be reached.'];

/** The provider's codes for the failures of a network. An unknown failure is a network error, which is retryable. */
const networkFailures: Readonly<Record<NetworkFailureKind, Explanation>> = {
  name: nameNotResolved,
  resolver: nameNotResolved,
  blocked: [
    'ERR::SCRAPE::DOMAIN_NOT_ALLOWED',
    'The address is not public. Only public addresses are scraped.',
  ],
  port: ['ERR::SCRAPE::DOMAIN_NOT_ALLOWED', `The address has a port that is not allowed. ${ALLOWED_PORTS}`],
  refused: notReached,
  reset: [
    'ERR::SCRAPE::NETWORK_SERVER_DISCONNECTED',
    'The website closed the connection before it had answered.',
  ],
  unreachable: notReached,
  timeout: ['ERR::SCRAPE::UPSTREAM_TIMEOUT', 'The website took too long to answer.'],
  certificate: tlsFailed,
  tls: tlsFailed,
  protocol: ['ERR::SCRAPE::UPSTREAM_WEBSITE_ERROR', 'The website answered something that is not HTTP.'],
  other: notReached,
};

/** Converts an error of `fetchWebsite`. */
export function toScrapeFailure(error: unknown): ScrapeFailure {
  if (error instanceof ScrapeFailure) return error;
  const [code, message] =
    error instanceof RedirectError ? explainRedirect(error) : networkFailures[failureOf(error).kind];
  return new ScrapeFailure(code, message, { cause: error });
}

const explainRedirect = ({ reason }: RedirectError): Explanation => [
  'ERR::SCRAPE::UPSTREAM_WEBSITE_ERROR',
  reason === 'limit'
    ? `The website redirected more than ${MAX_REDIRECTS} times.`
    : 'The website redirected to something that is not a web address.',
];
