import type { Clock } from '@scrapekit/core';
import { systemClock } from '@scrapekit/core/system-clock';
import type { Net } from '../net/net.ts';
import { lookAlikeReason } from '../verification/domains/look-alikes.ts';
import { parseEmail, parseEmails } from '../verification/parse-email.ts';
import { raceAbort } from '../pacing/time-budget.ts';
import { createTimedCache } from '../pacing/cache.ts';
import { hasMailbox, type Verdict } from '../verification/verdict.ts';
import { createVerifier, type Verifier } from '../verification/verify.ts';
import { createCrawler, type Crawler, type CrawlResult } from './crawl.ts';
import { registeredDomain, siteDomain } from './extract/mail-domain.ts';

export interface DomainScannerOptions {
  readonly net: Net;
  /** Also accepts websites under `.test`, which the simulated internet uses. */
  readonly allowTestTlds?: boolean;
  /** @default a new one on `net` */
  readonly verifier?: Pick<Verifier, 'verify'>;
  /** @default a new one on `net` */
  readonly crawler?: Crawler;
  readonly clock?: Clock;
}

/** An address that a website hides from visitors, or at a look-alike of a big provider: signs of a spam trap. */
export interface SuspectedTrap {
  readonly email: string;
  /** The evidence, for users. */
  readonly reason: string;
}

export interface DomainScan {
  /** The registered domain of the website; `''` when the input is no website. */
  readonly domain: string;
  /** URLs of the fetched pages. */
  readonly pages: readonly string[];
  /** Verdicts on at most 100 visible addresses of the website, its domain's addresses first. */
  readonly emails: readonly Verdict[];
  /** These are not verified, because the owner of a spam trap may notice the verification. */
  readonly suspectedTraps: readonly SuspectedTrap[];
  /** Why the scan found no addresses, or null. */
  readonly reason: string | null;
}

export interface ValidatedEmail extends Verdict {
  /** Evidence that the address is a spam trap, or null. It does not depend on the status. */
  readonly suspectedTrap: string | null;
}

export interface DomainScanner {
  /** Crawls a website and verifies its addresses. Rejects only when `signal` aborts. */
  scanDomain(website: string, signal?: AbortSignal): Promise<DomainScan>;
  /** Verifies an address. When its mailbox exists, also crawls the website of its domain for signs of a spam trap. */
  validateEmail(email: string, signal?: AbortSignal): Promise<ValidatedEmail>;
}

const MAX_ADDRESSES = 100;
const CRAWL_TTL_MS = 60 * 60_000;

export function createDomainScanner(options: DomainScannerOptions): DomainScanner {
  const { net, allowTestTlds = false, clock = systemClock } = options;
  const {
    verifier = createVerifier({ net, allowTestTlds, clock }),
    crawler = createCrawler({ net, allowTestTlds }),
  } = options;
  const websites = createTimedCache<CrawlResult>({
    clock,
    ttlMs: CRAWL_TTL_MS,
    limit: 10_000,
    isKept: ({ pages }) => pages.length > 0,
  });
  return {
    async scanDomain(website, signal) {
      const domain = siteDomain(website.trim());
      if (domain === '') return nothing(domain, 'no such website');
      const { pages, ...crawled } = await crawler.crawl(website, signal);
      if (pages.length === 0) return nothing(domain, 'website cannot be read');
      const emails = parseEmails(crawled.emails);
      const lookAlikes = emails.flatMap((email) => {
        const reason = lookAlikeReason(domainOf(email));
        return reason === null ? [] : [{ email, reason }];
      });
      const others = emails.filter((email) => lookAlikeReason(domainOf(email)) === null);
      const verdicts = others.slice(0, MAX_ADDRESSES).map((email) => verifier.verify(email, signal));
      return {
        domain,
        pages,
        emails: await Promise.all(verdicts),
        suspectedTraps: [
          ...parseEmails(crawled.suspectedTraps).map((email) => ({ email, reason: hiddenOn(domain) })),
          ...lookAlikes,
        ],
        reason: emails.length > 0 ? null : 'no addresses on the website',
      };
    },
    async validateEmail(email, signal) {
      const verdict = await verifier.verify(email, signal);
      const parsed = parseEmail(email);
      const lookAlike = parsed === null ? null : lookAlikeReason(parsed.domain);
      if (lookAlike !== null) return { ...verdict, suspectedTrap: lookAlike };
      if (parsed === null || !hasMailbox(verdict.status) || verdict.checks.free_provider)
        return { ...verdict, suspectedTrap: null };
      const domain = registeredDomain(parsed.domain);
      // Other calls may wait for the same crawl, so the signal of this call does not abort it.
      const { suspectedTraps } = await raceAbort(
        websites.get(domain, () => crawler.crawl(domain)),
        signal,
      );
      return { ...verdict, suspectedTrap: suspectedTraps.includes(parsed.email) ? hiddenOn(domain) : null };
    },
  };
}

const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1);

const hiddenOn = (domain: string): string =>
  `suspected spam trap: stands on ${domain} only where no visitor sees it`;

const nothing = (domain: string, reason: string): DomainScan => ({
  domain,
  pages: [],
  emails: [],
  suspectedTraps: [],
  reason,
});
