import type { Net } from '../net/net.ts';
import { chooseLinks } from './crawl/choose-links.ts';
import { createDispatcher } from '../net/dispatcher.ts';
import { isHttp } from '../net/redirects.ts';
import { defaultLimits, Visit, type CrawlLimits, type VisitedPage } from './crawl/visit.ts';
import { extractEmails } from './extract.ts';
import { registeredDomain } from './extract/mail-domain.ts';
import { readSiteName } from './extract/site-name.ts';

export interface CrawlerOptions {
  readonly net: Net;
  /** Also accepts addresses under `.test`, as a simulated internet has them. */
  readonly allowTestTlds?: boolean;
  readonly limits?: Partial<CrawlLimits>;
}

export interface CrawlResult {
  /** Lower case; those of the site's own domain first. */
  readonly emails: readonly string[];
  /** Addresses no visitor of any page sees. */
  readonly suspectedTraps: readonly string[];
  /** URLs of the pages that were read. */
  readonly pages: readonly string[];
  /** What the home page calls the website; undefined when it does not say. */
  readonly siteName?: string | undefined;
}

export interface CrawlOptions {
  /** Called with each page that was read. */
  readonly onPage?: (html: string) => void;
}

export interface Crawler {
  /** Reads a website as far as robots.txt allows. A site that cannot be read has no pages; only `signal` makes it reject. */
  crawl(website: string, signal?: AbortSignal, options?: CrawlOptions): Promise<CrawlResult>;
}

/** Reads home pages and the pages behind them where people put addresses. */
export function createCrawler({ net, allowTestTlds = false, limits: changed }: CrawlerOptions): Crawler {
  const limits = { ...defaultLimits, ...changed };
  return {
    async crawl(website, signal, { onPage } = {}) {
      signal?.throwIfAborted();
      const deadline = AbortSignal.timeout(limits.siteTimeoutMs);
      const either = signal ? AbortSignal.any([signal, deadline]) : deadline;
      const dispatcher = createDispatcher(net, either);
      const pages: VisitedPage[] = [];
      try {
        const visit = new Visit({ dispatcher, signal: either, limits });
        for await (const page of readSite(website, visit, limits)) pages.push(page);
      } catch {
        // What was read before the failure counts.
      } finally {
        await dispatcher.destroy();
      }
      signal?.throwIfAborted();
      for (const { html } of pages) onPage?.(html);
      return summarise(pages, allowTestTlds);
    },
  };
}

async function* readSite(website: string, visit: Visit, limits: CrawlLimits): AsyncGenerator<VisitedPage> {
  const home = await openHome(website, visit);
  if (home === null) return;
  yield home;
  const links = chooseLinks(home.html, home.url);
  const read = new Set([home.url.href]);
  for (const link of links.slice(0, limits.pages * 2)) {
    if (read.size >= limits.pages) return;
    const page = await visit.open(link).catch(() => null);
    if (page === null || read.has(page.url.href)) continue;
    read.add(page.url.href);
    yield page;
  }
}

/** Without a scheme, or with one that fails, the other is tried. */
async function openHome(website: string, visit: Visit): Promise<VisitedPage | null> {
  const written = website.trim();
  const schemes = /^https?:\/\//i.test(written) ? [''] : ['https://', 'http://'];
  for (const scheme of schemes) {
    const url = URL.parse(`${scheme}${written.replace(/^\/\//, '')}`);
    if (url === null || !isHttp(url)) return null;
    url.hash = '';
    const page = await visit.open(url).catch(() => null);
    if (page !== null) return page;
  }
  return null;
}

function summarise(pages: readonly VisitedPage[], allowTestTlds: boolean): CrawlResult {
  const [home] = pages;
  const own = home ? registeredDomain(home.url.hostname) : '';
  const found = pages.map(({ html, url }) => extractEmails({ html, site: url.href, allowTestTlds }));
  const emails = [...new Set(found.flatMap((page) => page.emails))];
  const isOwn = (email: string): boolean => registeredDomain(email.slice(email.lastIndexOf('@') + 1)) === own;
  const traps = new Set(found.flatMap((page) => page.suspectedTraps));
  return {
    emails: [...emails.filter(isOwn), ...emails.filter((email) => !isOwn(email))],
    suspectedTraps: [...traps].filter((email) => !emails.includes(email)),
    pages: pages.map(({ url }) => url.href),
    siteName: home && readSiteName(home.html, home.url.hostname),
  };
}
