import type { Dispatcher } from 'undici';
import { registeredDomain } from '../extract/mail-domain.ts';
import { decodeText } from '../../net/decode-text.ts';
import { fetchPage, type FetchedPage } from '../../net/fetch-page.ts';
import { isHttp, RedirectError } from '../../net/redirects.ts';
import { isReadablePage, pageHeaders } from './page-request.ts';
import { fetchRobots, type Permission } from './robots.ts';

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

/** One crawl of a website: counts its requests, fetches robots.txt once per origin and follows redirects. */
export class Visit {
  readonly #options: VisitOptions;
  readonly #permissions = new Map<string, Permission>();
  #requestsLeft: number;

  constructor(options: VisitOptions) {
    this.#options = options;
    this.#requestsLeft = options.limits.requests;
  }

  /** Returns null when the page is forbidden or missing or no request is left. Rejects when the host does not answer. */
  async open(start: URL): Promise<VisitedPage | null> {
    if (!(await this.#mayFetch(start))) return null;
    const { limits, ...connection } = this.#options;
    try {
      const page = await fetchPage(start, {
        ...connection,
        headers: pageHeaders,
        maxRedirects: limits.redirects,
        maxBytes: limits.pageBytes,
        isAllowed: async (url, from) => url.href !== from.href && (await this.#mayFetch(url)),
        readsBody: isReadablePage,
        redirectIn: refreshTarget,
      });
      return isReadablePage(page) ? { url: page.url, html: decodeText(page.body, page.contentType) } : null;
    } catch (error) {
      if (error instanceof RedirectError) return null;
      throw error;
    }
  }

  /** Counts the request when it may be sent. */
  async #mayFetch(url: URL): Promise<boolean> {
    if (!isHttp(url) || url.href.length > MAX_URL_CHARACTERS || isSocialHost(registeredDomain(url.hostname)))
      return false;
    const isPermitted = await this.#permissionOf(url.origin);
    return isPermitted(url) && this.#takeRequest();
  }

  async #permissionOf(origin: string): Promise<Permission> {
    const known = this.#permissions.get(origin);
    if (known !== undefined) return known;
    const { limits, ...connection } = this.#options;
    const permission = await fetchRobots(origin, {
      ...connection,
      maxRedirects: limits.redirects,
      takeRequest: () => this.#takeRequest(),
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
const MAX_REFRESH_CHARACTERS = 4000;
/** No charset needs more bytes for a character. */
const MAX_CHARACTER_BYTES = 4;

/** Returns the target of a short page with `<meta http-equiv="refresh" content="0; url=/welcome">`. */
function refreshTarget({ url, body, contentType }: FetchedPage): string | null {
  if (body.length > MAX_REFRESH_CHARACTERS * MAX_CHARACTER_BYTES) return null;
  const html = decodeText(body, contentType);
  if (html.length > MAX_REFRESH_CHARACTERS) return null;
  const tag = /<meta[^>]{0,200}http-equiv\s*=\s*["']?refresh[^>]{0,300}>/i.exec(html)?.[0] ?? '';
  const target = /url\s*=\s*["']?([^"'>\s]{1,300})/i.exec(tag)?.[1];
  return target === undefined ? null : (URL.parse(target, url.href)?.href ?? null);
}

/** A profile on these hosts is not crawled: they forbid robots, and their addresses are not those of the business. */
const socialHosts = new Set(
  'facebook.com fb.com fb.me instagram.com twitter.com x.com tiktok.com youtube.com youtu.be linkedin.com pinterest.com whatsapp.com wa.me t.me telegram.me snapchat.com threads.net yelp.com tripadvisor.com google.com goo.gl g.page business.site maps.app.goo.gl linktr.ee booking.com airbnb.com doordash.com ubereats.com grubhub.com opentable.com foursquare.com vk.com wikipedia.org medium.com reddit.com'.split(
    ' ',
  ),
);

const isSocialHost = (registeredDomain: string): boolean => socialHosts.has(registeredDomain);
