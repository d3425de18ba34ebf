import type { Dispatcher } from 'undici';
import { registeredDomain } from '../extract/mail-domain.ts';
import { fetchPage, type FetchedPage } from './fetch-page.ts';
import { isHttp, isSocialHost } from './website-urls.ts';
import type { CrawlLimits } from './limits.ts';
import { readRobots, type Permission } from './robots.ts';

export interface VisitOptions {
  readonly dispatcher: Dispatcher;
  readonly signal: AbortSignal;
  readonly limits: CrawlLimits;
}

export interface VisitedPage {
  /** After redirects. */
  readonly url: URL;
  readonly html: string;
}

const robotsBytes = 500_000;

/** One call at a website: counts requests, asks robots.txt once per origin, follows redirects. */
export class Visit {
  readonly #options: VisitOptions;
  readonly #permissions = new Map<string, Permission>();
  #requestsLeft: number;

  constructor(options: VisitOptions) {
    this.#options = options;
    this.#requestsLeft = options.limits.requests;
  }

  /** The page, or null if it may not be read, does not exist, or the allowance is used up. Rejects if no answer comes. */
  async open(start: URL): Promise<VisitedPage | null> {
    const { pageBytes: byteLimit, redirects } = this.#options.limits;
    let url = start;
    for (let hop = 0; hop <= redirects; hop++) {
      if (!(await this.#mayOpen(url))) return null;
      const answer = await this.#get(url, { byteLimit });
      if (answer === null) return null;
      const { text: html } = answer;
      const target = answer.redirectTo ?? (html === null ? null : refreshTarget(html, url));
      if (target === null) return html === null ? null : { url, html };
      if (target.href === url.href) return null;
      url = target;
    }
    return null;
  }

  async #mayOpen(url: URL): Promise<boolean> {
    if (!isHttp(url) || isSocialHost(registeredDomain(url.hostname))) return false;
    let permission = this.#permissions.get(url.origin);
    if (permission === undefined) {
      const get = (file: URL) => this.#get(file, { byteLimit: robotsBytes, anyType: true });
      permission = await readRobots(url.origin, this.#options.limits.redirects, get);
      this.#permissions.set(url.origin, permission);
    }
    return permission(url);
  }

  async #get(
    url: URL,
    what: { readonly byteLimit: number; readonly anyType?: boolean },
  ): Promise<FetchedPage | null> {
    if (this.#requestsLeft <= 0) return null;
    this.#requestsLeft--;
    const { dispatcher, signal } = this.#options;
    return await fetchPage(url, { dispatcher, signal, ...what });
  }
}

/** `<meta http-equiv="refresh" content="0; url=/welcome">` on a page that shows nothing else. */
function refreshTarget(html: string, base: URL): URL | null {
  if (html.length > 4000) return null;
  const tag = /<meta[^>]{0,200}http-equiv\s*=\s*["']?refresh[^>]{0,300}>/i.exec(html)?.[0] ?? '';
  const target = /url\s*=\s*["']?([^"'>\s]{1,300})/i.exec(tag)?.[1];
  return target === undefined ? null : URL.parse(target, base.href);
}
