import type { Clock } from '@scrapekit/core';
import { systemClock } from '@scrapekit/core/system-clock';
import type { Net } from '../net/net.ts';
import { parseEmail } from '../verification/parse-email.ts';
import { raceAbort } from '../pacing/time-budget.ts';
import { createTimedCache } from '../pacing/cache.ts';
import type { Verdict, VerificationStatus } from '../verification/verdict.ts';
import { createVerifier, type Verifier } from '../verification/verify.ts';
import { createCrawler, type Crawler, type CrawlResult } from './crawl.ts';
import { registeredDomain, siteDomain } from './extract/mail-domain.ts';

export interface DomainScannerOptions {
  readonly net: Net;
  /** Also scans websites under `.test`, as a simulated internet has them. */
  readonly allowTestTlds?: boolean;
  /** @default one of its own */
  readonly verifier?: Pick<Verifier, 'verify'>;
  /** @default one of its own */
  readonly crawler?: Crawler;
  readonly clock?: Clock;
}

/** An address that a website shows to machines only, as those do who catch senders of spam. */
export interface SuspectedTrap {
  readonly email: string;
  /** The evidence, in words. */
  readonly reason: string;
}

export interface DomainScan {
  /** The registered domain of the website, `''` if it is none. */
  readonly domain: string;
  /** URLs of the pages that were read. */
  readonly pages: readonly string[];
  /** Verdicts on what the website shows to people, its own domain's addresses first; at most 100. */
  readonly emails: readonly Verdict[];
  /** Not verified: even asking about them may be noticed. */
  readonly suspectedTraps: readonly SuspectedTrap[];
  /** Why there is nothing to show, null otherwise. */
  readonly reason: string | null;
}

export interface ValidatedEmail extends Verdict {
  /** Why mail to this address may mark its sender as a spammer, whatever the status; null without evidence. */
  readonly suspectedTrap: string | null;
}

export interface DomainScanner {
  /** Reads a website and verifies the addresses on it. Only `signal` makes it reject. */
  scanDomain(website: string, signal?: AbortSignal): Promise<DomainScan>;
  /** Verifies an address and, if its mailbox exists, looks on its domain's website for signs that it is a trap. */
  validateEmail(email: string, signal?: AbortSignal): Promise<ValidatedEmail>;
}

const mostAddresses = 100;
const evidenceTtlMs = 60 * 60_000;
const receiving = new Set<VerificationStatus>(['safe', 'role', 'catch_all', 'inbox_full']);

/** Joins crawler and verifier, so that each address comes with what its website says about it. */
export function createDomainScanner(options: DomainScannerOptions): DomainScanner {
  const { net, allowTestTlds = false, clock = systemClock } = options;
  const {
    verifier = createVerifier({ net, allowTestTlds, clock }),
    crawler = createCrawler({ net, allowTestTlds }),
  } = options;
  const websites = createTimedCache<CrawlResult>({
    clock,
    ttlMs: evidenceTtlMs,
    limit: 10_000,
    isKept: ({ pages }) => pages.length > 0,
  });
  return {
    async scanDomain(website, signal) {
      const domain = siteDomain(website.trim());
      if (domain === '') return nothing(domain, 'no such website');
      const { emails, suspectedTraps, pages } = await crawler.crawl(website, signal);
      if (pages.length === 0) return nothing(domain, 'website cannot be read');
      const verdicts = emails.slice(0, mostAddresses).map((email) => verifier.verify(email, signal));
      return {
        domain,
        pages,
        emails: await Promise.all(verdicts),
        suspectedTraps: suspectedTraps.map((email) => ({ email, reason: hiddenOn(domain) })),
        reason: emails.length > 0 ? null : 'no addresses on the website',
      };
    },
    async validateEmail(email, signal) {
      const verdict = await verifier.verify(email, signal);
      const parsed = parseEmail(email);
      if (parsed === null || !receiving.has(verdict.status) || verdict.checks.free_provider)
        return { ...verdict, suspectedTrap: null };
      const domain = registeredDomain(parsed.domain);
      // Shared with others who wait for the same website, so it does not end with one of them.
      const { suspectedTraps } = await raceAbort(
        websites.get(domain, () => crawler.crawl(domain)),
        signal,
      );
      return { ...verdict, suspectedTrap: suspectedTraps.includes(parsed.email) ? hiddenOn(domain) : null };
    },
  };
}

const hiddenOn = (domain: string): string =>
  `suspected spam trap: stands on ${domain} only where no visitor sees it`;

const nothing = (domain: string, reason: string): DomainScan => ({
  domain,
  pages: [],
  emails: [],
  suspectedTraps: [],
  reason,
});
