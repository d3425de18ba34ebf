import { failureOf, isHttp, RedirectError } from '@scrapekit/guarded-http';
import type { Dispatcher } from 'undici';
import { CookieJar } from '../../net/cookie-jar.ts';
import { decodeText } from '../../net/decode-text.ts';
import { fetchPage } from '../../net/fetch-page.ts';
import { contactCardToHtml, isContactCard } from './contact-card.ts';
import { redirectIn } from './page-redirect.ts';
import { isReadablePage, pageHeaders } from './page-request.ts';
import { fetchRobots, type Permission } from './robots.ts';
import { isSocialHost } from './sites.ts';

/** Limits of one crawl. */
export interface CrawlLimits {
  /** Including the home page. */
  readonly pages: number;
  /** Including robots.txt and redirects. */
  readonly requests: number;
  readonly redirects: number;
  /** Bytes read of one page, after decompression. */
  readonly pageBytes: number;
  readonly siteTimeoutMs: number;
}

export const defaultLimits: CrawlLimits = {
  pages: 6,
  requests: 10,
  redirects: 5,
  pageBytes: 3_000_000,
  siteTimeoutMs: 15_000,
};

export interface VisitOptions {
  readonly dispatcher: Dispatcher;
  readonly signal: AbortSignal;
  readonly limits: CrawlLimits;
}

export interface VisitedPage {
  /** The URL after redirects. */
  readonly url: URL;
  readonly html: string;
}

/** A fetched page, and the target of a redirect that stands in it. */
interface Found {
  readonly page: VisitedPage;
  readonly redirectTo: URL | null;
}

/**
 * One crawl of a website: counts its requests, fetches robots.txt once per origin, keeps cookies and follows redirects,
 * also those that stand in a page.
 */
export class Visit {
  readonly #options: VisitOptions;
  readonly #permissions = new Map<string, Permission>();
  readonly #cookies = new CookieJar();
  /** URLs that redirected to themselves with a cookie. */
  readonly #repeated = new Set<string>();
  #requestsLeft: number;

  constructor(options: VisitOptions) {
    this.#options = options;
    this.#requestsLeft = options.limits.requests;
  }

  /** Returns null when the page is forbidden or missing or no request is left. Rejects when the host does not answer. */
  async open(start: URL): Promise<VisitedPage | null> {
    let found = await this.#fetch(start);
    const seen = new Set([start.href]);
    while (found?.redirectTo != null && !seen.has(found.redirectTo.href)) {
      if (seen.size > this.#options.limits.redirects) break;
      seen.add(found.page.url.href).add(found.redirectTo.href);
      const next = await this.#fetch(found.redirectTo).catch(() => null);
      if (next === null) break;
      found = next;
    }
    return found?.page ?? null;
  }

  async #fetch(start: URL): Promise<Found | null> {
    if (!(await this.#mayFetch(start))) return null;
    const { limits, ...connection } = this.#options;
    try {
      const page = await fetchPage(start, {
        ...connection,
        headers: pageHeaders,
        cookies: this.#cookies,
        maxRedirects: limits.redirects,
        maxBytes: limits.pageBytes,
        isAllowed: async (url, from) =>
          (url.href !== from.href || this.#mayRepeat(url)) && (await this.#mayFetch(url)),
        readsBody: isReadablePage,
      });
      if (!isReadablePage(page)) return null;
      const text = decodeText(page.body, page.contentType);
      const html = isContactCard(text) ? contactCardToHtml(text) : text;
      return { page: { url: page.url, html }, redirectTo: redirectIn(page, html) };
    } catch (error) {
      if (error instanceof RedirectError) return null;
      throw error;
    }
  }

  /** Some servers redirect a page to itself to see whether the visitor keeps cookies. */
  #mayRepeat(url: URL): boolean {
    if (this.#repeated.has(url.href) || this.#cookies.headerFor(url) === undefined) return false;
    this.#repeated.add(url.href);
    return true;
  }

  /** Counts the request when it may be sent. */
  async #mayFetch(url: URL): Promise<boolean> {
    if (!isHttp(url) || url.href.length > MAX_URL_CHARACTERS || isSocialHost(url)) return false;
    const isPermitted = await this.#permissionOf(url.origin);
    return isPermitted(url) && this.#takeRequest();
  }

  async #permissionOf(origin: string): Promise<Permission> {
    const known = this.#permissions.get(origin);
    if (known !== undefined) return known;
    const { limits, ...connection } = this.#options;
    const permission = await fetchRobots(origin, {
      ...connection,
      cookies: this.#cookies,
      maxRedirects: limits.redirects,
      takeRequest: () => this.#takeRequest(),
    }).catch((error: unknown) => {
      // Nothing was sent to a name without an address.
      if (failureOf(error).kind === 'name') this.#requestsLeft++;
      throw error;
    });
    this.#permissions.set(origin, permission);
    return permission;
  }

  #takeRequest(): boolean {
    if (this.#requestsLeft <= 0) return false;
    this.#requestsLeft--;
    return true;
  }
}

/** The rules of robots.txt are checked in a time that grows with the length of the URL. */
const MAX_URL_CHARACTERS = 2000;
