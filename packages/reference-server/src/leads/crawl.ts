import { createDispatcher } from '../net/dispatcher.ts';
import type { Net } from '../net/net.ts';
import { chooseLinks, likeliestFirst } from './crawl/choose-links.ts';
import { fetchHome } from './crawl/fetch-home.ts';
import { defaultLimits, Visit, type CrawlLimits, type VisitedPage } from './crawl/visit.ts';
import { readPages, type ReadPage } from './crawl/read-pages.ts';
import { websiteOf } from './crawl/sites.ts';
import { ownDomainFirst } from './extract/mail-domain.ts';

export interface CrawlerOptions {
  readonly net: Net;
  /** Also accepts addresses under `.test`, which the simulated internet uses. */
  readonly allowTestTlds?: boolean;
  readonly limits?: Partial<CrawlLimits>;
}

export interface CrawlResult {
  /** At most 500 in lower case. Addresses of the site's registered domain come first. */
  readonly emails: readonly string[];
  /** At most 500 addresses that no page shows to visitors. */
  readonly suspectedTraps: readonly string[];
  /** URLs of the pages that were read, after redirects. */
  readonly pages: readonly string[];
  /** The site's name according to its home page. */
  readonly siteName?: string | undefined;
}

export interface CrawlOptions {
  /** Called with the HTML of each page. A page for which it throws counts as one that cannot be read. */
  readonly onPage?: (html: string) => void;
}

export interface Crawler {
  /**
   * Fetches the home page and the pages it links to, as far as robots.txt allows. A site that cannot be read gives a
   * result without pages. Rejects only when `signal` aborts.
   */
  crawl(website: string, signal?: AbortSignal, options?: CrawlOptions): Promise<CrawlResult>;
}

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
        for await (const page of fetchPages(website, visit, limits)) pages.push(page);
      } catch {
        // The pages that were fetched before the failure are still used.
      } finally {
        await dispatcher.destroy();
      }
      signal?.throwIfAborted();
      return summarise(await readPages(pages, { allowTestTlds, signal, onPage }), pages[0]);
    },
  };
}

async function* fetchPages(website: string, visit: Visit, limits: CrawlLimits): AsyncGenerator<VisitedPage> {
  const home = await fetchHome(website, visit);
  if (home === null) return;
  yield home;
  const read = new Set([home.url.href]);
  const tried = new Set(read);
  let links = chooseLinks(home.html, home.url);
  while (read.size < limits.pages && tried.size <= limits.pages * 2) {
    const link = links.shift();
    if (link === undefined) return;
    if (tried.has(link.url.href)) continue;
    tried.add(link.url.href);
    const page = await visit.open(link.url).catch(() => null);
    if (page === null || read.has(page.url.href)) continue;
    read.add(page.url.href);
    yield page;
    if (link.isFrame) links = likeliestFirst([...links, ...chooseLinks(page.html, page.url)]);
  }
}

/** A site with more addresses lists those of others, or made them up to keep a verifier busy. */
const MAX_ADDRESSES = 500;

function summarise(read: readonly ReadPage[], home: VisitedPage | undefined): CrawlResult {
  const own = home ? websiteOf(home.url).domain : '';
  const shown = new Set(read.flatMap((page) => page.emails));
  const hidden = new Set(read.flatMap((page) => page.suspectedTraps));
  return {
    emails: ownDomainFirst([...shown], own).slice(0, MAX_ADDRESSES),
    suspectedTraps: [...hidden].filter((email) => !shown.has(email)).slice(0, MAX_ADDRESSES),
    pages: read.map(({ url }) => url.href),
    siteName: read.find(({ siteName }) => siteName !== undefined)?.siteName,
  };
}
