import { STATUS_CODES } from 'node:http';
import { createDispatcher } from '../../../leads/crawl/dispatcher.ts';
import type { Net } from '../../../net/net.ts';
import { readContent, type PageContent } from '../content/read-content.ts';
import { viewFailure } from '../errors/failure-view.ts';
import { ScrapeFailure } from '../errors/scrape-failure.ts';
import { toScrapeFailure } from '../errors/to-scrape-failure.ts';
import { printMap } from '../print-map.ts';
import type { ContentFormat, PageConfig } from '../scrape-config.ts';
import { readCookie } from './read-cookie.ts';
import { requestPage, type PageAnswer } from './request-page.ts';
import { commonResult, emptyResult, type ScrapeResult } from './scrape-result.ts';

export interface ScrapeOptions {
  readonly net: Net;
  readonly signal?: AbortSignal;
  /** @default 30 000 */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 30_000;
const FIRST_BAD_STATUS = 400;

/** Fetches a page for real. A page that cannot be had is a result as well; only `signal` makes it reject. */
export async function scrapePage(
  { url, post, format }: PageConfig,
  { net, signal, timeoutMs = TIMEOUT_MS }: ScrapeOptions,
): Promise<ScrapeResult> {
  const startedAt = performance.now();
  const seconds = () => Math.round(performance.now() - startedAt) / 1000;
  const silence = AbortSignal.timeout(timeoutMs);
  const deadline = signal === undefined ? silence : AbortSignal.any([signal, silence]);
  const dispatcher = createDispatcher(net, deadline);
  try {
    const answer = await requestPage(new URL(url), post, { dispatcher, signal: deadline });
    return { ...describe(answer, format), duration: seconds() };
  } catch (error) {
    signal?.throwIfAborted();
    return emptyResult(url, silence.aborted ? tooSlow(timeoutMs) : toScrapeFailure(error), seconds());
  } finally {
    await dispatcher.destroy();
  }
}

function describe(answer: PageAnswer, format: ContentFormat): Omit<ScrapeResult, 'duration'> {
  const { statusCode, headers, setCookies, body, url } = answer;
  const { content, failure } = readOrExplain(answer, format);
  return {
    ...commonResult,
    ...content,
    content_type: headers['content-type'] ?? null,
    status_code: statusCode,
    success: failure === null,
    reason: STATUS_CODES[statusCode] ?? null,
    url: url.href,
    response_headers: printMap(headers),
    cookies: setCookies.map(readCookie).filter((cookie) => cookie !== undefined),
    size: body.length,
    error: failure === null ? null : viewFailure(failure),
  };
}

interface Reading {
  readonly content: PageContent;
  readonly failure: ScrapeFailure | null;
}

function readOrExplain(answer: PageAnswer, format: ContentFormat): Reading {
  const { statusCode } = answer;
  // What an error page says is of use as it stands.
  if (statusCode >= FIRST_BAD_STATUS)
    return { content: readContent(answer, 'raw'), failure: badStatus(statusCode) };
  try {
    return { content: readContent(answer, format), failure: null };
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
