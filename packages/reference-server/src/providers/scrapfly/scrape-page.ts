import { STATUS_CODES } from 'node:http';
import { createDispatcher } from '../../net/dispatcher.ts';
import type { FetchedPage } from '../../net/fetch-page.ts';
import type { Net } from '../../net/net.ts';
import { toContent, type ContentFormat, type PageContent } from './content.ts';
import { ScrapeFailure, viewFailure } from './failures.ts';
import { fetchWebsite, toScrapeFailure, type PostBody } from './fetch-page.ts';
import { commonResult, emptyResult, parseCookie, printMap, type ScrapeResult } from './scrape-result.ts';

/** The page to scrape and the format of its content. */
export interface PageConfig {
  readonly url: string;
  /** Absent when the page is requested with GET. */
  readonly post?: PostBody;
  readonly format: ContentFormat;
}

export interface ScrapeOptions {
  readonly net: Net;
  readonly signal?: AbortSignal;
  /** @default 30 000 */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 30_000;
const FIRST_ERROR_STATUS = 400;

/** Scrapes a page. A failed fetch resolves to an unsuccessful result; only an aborted `signal` rejects. */
export async function scrapePage(
  { url, post, format }: PageConfig,
  { net, signal, timeoutMs = TIMEOUT_MS }: ScrapeOptions,
): Promise<ScrapeResult> {
  const startedAt = performance.now();
  const seconds = () => Math.round(performance.now() - startedAt) / 1000;
  const timeout = AbortSignal.timeout(timeoutMs);
  const deadline = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
  const dispatcher = createDispatcher(net, deadline);
  try {
    const answer = await fetchWebsite(new URL(url), post, { dispatcher, signal: deadline });
    return { ...describeAnswer(answer, format), duration: seconds() };
  } catch (error) {
    signal?.throwIfAborted();
    return emptyResult(url, timeout.aborted ? tooSlow(timeoutMs) : toScrapeFailure(error), seconds());
  } finally {
    await dispatcher.destroy();
  }
}

function describeAnswer(answer: FetchedPage, format: ContentFormat): Omit<ScrapeResult, 'duration'> {
  const { status, headers, setCookies, body, url } = answer;
  const { content, failure } = convertContent(answer, format);
  return {
    ...commonResult,
    ...content,
    content_type: headers['content-type'] ?? null,
    status_code: status,
    success: failure === null,
    reason: STATUS_CODES[status] ?? null,
    url: url.href,
    response_headers: printMap(headers),
    cookies: setCookies.map(parseCookie).filter((cookie) => cookie !== undefined),
    size: body.length,
    error: failure === null ? null : viewFailure(failure),
  };
}

interface ConvertedContent {
  readonly content: PageContent;
  readonly failure: ScrapeFailure | null;
}

function convertContent(answer: FetchedPage, format: ContentFormat): ConvertedContent {
  const { status } = answer;
  // An error page may explain the error. It is returned without a conversion, because it may not be HTML.
  if (status >= FIRST_ERROR_STATUS) return { content: toContent(answer, 'raw'), failure: badStatus(status) };
  try {
    return { content: toContent(answer, format), failure: null };
  } catch (error) {
    return { content: { content: '', format: 'text' }, failure: toScrapeFailure(error) };
  }
}

const badStatus = (status: number): ScrapeFailure =>
  new ScrapeFailure('ERR::SCRAPE::BAD_UPSTREAM_RESPONSE', `The website answered ${status}.`);

const tooSlow = (timeoutMs: number): ScrapeFailure =>
  new ScrapeFailure(
    'ERR::SCRAPE::UPSTREAM_TIMEOUT',
    `The website did not answer within ${timeoutMs / 1000} s.`,
  );
