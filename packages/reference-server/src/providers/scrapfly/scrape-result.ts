import type { PageContent } from './content.ts';
import { viewFailure, type FailureView, type ScrapeFailure } from './failures.ts';
import { requestHeaders } from './fetch-page.ts';

/** The `result` of a response (F20). Its `status` is `DONE` for failures too: `success` tells them apart. */
export interface ScrapeResult {
  readonly content: string;
  readonly content_type: string | null;
  /** `content` is base64 when this is `binary`, and a link when it is `clob` or `blob` (F21). */
  readonly format: PageContent['format'] | 'clob' | 'blob';
  readonly status: 'DONE';
  readonly status_code: number | null;
  readonly success: boolean;
  readonly reason: string | null;
  readonly url: string;
  readonly log_url: string | null;
  readonly request_headers: PrintedMap;
  readonly response_headers: PrintedMap;
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

type PrintedMap = Readonly<Record<string, string>> | readonly [];

/** The provider prints an empty map as an empty list (F22). */
export const printMap = (map: Readonly<Record<string, string>>): PrintedMap =>
  Object.keys(map).length === 0 ? [] : map;

/** The fields that are the same in every result. */
export const commonResult = {
  status: 'DONE',
  log_url: null,
  request_headers: printMap(requestHeaders),
  browser_data: null,
  screenshots: [],
  iframes: [],
} as const;

/** The result of a scrape without an answer from the website. `duration` is in seconds. */
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

/** A cookie that the website set, in the provider's fields. */
export interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly domain: string | null;
  readonly path: string | null;
  readonly expires: string | null;
  readonly max_age: number | null;
  readonly http_only: boolean;
  readonly secure: boolean;
}

/** Parses a `Set-Cookie` header; undefined when it names no cookie. */
export function parseCookie(header: string): Cookie | undefined {
  const [pair = '', ...attributes] = header.split(';');
  const [name, value] = splitOnce(pair);
  if (name === '' || value === undefined) return undefined;
  const given = new Map(
    attributes.map((text) => {
      const [attribute, detail = ''] = splitOnce(text);
      return [attribute.toLowerCase(), detail] as const;
    }),
  );
  const maxAge = given.get('max-age') ?? '';
  return {
    name,
    value,
    domain: given.get('domain') ?? null,
    path: given.get('path') ?? null,
    expires: given.get('expires') ?? null,
    max_age: /^-?\d{1,15}$/.test(maxAge) ? Number(maxAge) : null,
    http_only: given.has('httponly'),
    secure: given.has('secure'),
  };
}

function splitOnce(text: string): readonly [string, string | undefined] {
  const at = text.indexOf('=');
  return at === -1 ? [text.trim(), undefined] : [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}
