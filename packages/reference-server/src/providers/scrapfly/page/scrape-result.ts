import type { PageContent } from '../content/read-content.ts';
import { viewFailure, type FailureView } from '../errors/failure-view.ts';
import type { ScrapeFailure } from '../errors/scrape-failure.ts';
import { printMap } from '../print-map.ts';
import type { Cookie } from './read-cookie.ts';
import { requestHeaders } from './request-page.ts';

/** The `result` of a response (F20). Whoever reads it looks at `success`. */
export interface ScrapeResult {
  readonly content: string;
  readonly content_type: string | null;
  /** Base64 when binary; a link when clob or blob (F21). */
  readonly format: PageContent['format'] | 'clob' | 'blob';
  readonly status: 'DONE';
  readonly status_code: number | null;
  readonly success: boolean;
  readonly reason: string | null;
  readonly url: string;
  readonly log_url: string | null;
  readonly request_headers: ReturnType<typeof printMap>;
  readonly response_headers: ReturnType<typeof printMap>;
  readonly cookies: readonly Cookie[];
  /** Seconds. */
  readonly duration: number;
  /** Bytes of the page. */
  readonly size: number;
  readonly browser_data: null;
  readonly screenshots: readonly [];
  readonly iframes: readonly [];
  readonly error: FailureView | null;
}

/** What all results share. */
export const commonResult = {
  status: 'DONE',
  log_url: null,
  request_headers: printMap(requestHeaders),
  browser_data: null,
  screenshots: [],
  iframes: [],
} as const;

/** The result of a scrape that got no answer. */
export const emptyResult = (url: string, failure: ScrapeFailure, duration = 0): ScrapeResult => ({
  ...commonResult,
  content: '',
  content_type: null,
  format: 'text',
  status_code: null,
  success: false,
  reason: null,
  url,
  response_headers: printMap({}),
  cookies: [],
  duration,
  size: 0,
  error: viewFailure(failure),
});
