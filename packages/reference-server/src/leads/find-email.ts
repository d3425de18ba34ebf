import type { Net } from '../net/net.ts';
import { createVerifier, type Verifier } from '../verification/verify.ts';
import { hasMailbox, type VerificationStatus } from '../verification/verdict.ts';
import { createCrawler, type Crawler } from './crawl.ts';
import { siteDomain } from './extract/mail-domain.ts';
import { addressesBeside } from './find-email/beside-name.ts';
import { candidateAddresses } from './find-email/candidates.ts';
import { namesIn } from './find-email/names-in.ts';
import type { Person } from './find-email/person.ts';

export interface EmailFinderOptions {
  readonly net: Net;
  /** Also accepts websites under `.test`, which the simulated internet uses. */
  readonly allowTestTlds?: boolean;
  /** @default a new one on `net` */
  readonly verifier?: Verifier;
  /** @default a new one on `net` */
  readonly crawler?: Crawler;
}

export interface PersonAtWebsite extends Person {
  readonly website: string;
}

export interface FoundEmail {
  /** Null when no address was found and when the mail host gave no answer. */
  readonly email: string | null;
  /**
   * - `catch_all`: the domain accepts every address, and `email` is the likeliest one
   * - `unknown`: the mail host gave no answer about any candidate
   */
  readonly status: VerificationStatus | 'not_found';
  /** The score of the verdict; 0 without an address. */
  readonly score: number;
  readonly reason: string | null;
}

export interface EmailFinder {
  /** Finds the person's address at the domain of the website. Rejects only when `signal` aborts. */
  find(person: PersonAtWebsite, signal?: AbortSignal): Promise<FoundEmail>;
}

const MAX_CANDIDATES = 15;

/** Finds addresses: crawls the website, then verifies the likely candidates with at most 16 recipients per person. */
export function createEmailFinder(options: EmailFinderOptions): EmailFinder {
  const { net, allowTestTlds = false } = options;
  const {
    verifier = createVerifier({ net, allowTestTlds }),
    crawler = createCrawler({ net, allowTestTlds }),
  } = options;
  return {
    async find({ firstName, lastName, website: url }, signal) {
      const domain = siteDomain(url.trim());
      if (domain === '') return nothing('no such website');
      const person = { firstName, lastName };
      const names: Person[] = [];
      const besideName: string[] = [];
      const onPage = (html: string): void => {
        names.push(...namesIn(html));
        besideName.push(...addressesBeside(html, person, { site: domain, allowTestTlds }));
      };
      const { emails: printed } = await crawler.crawl(url, signal, { onPage });
      // An address that visitors do not see may be a spam trap.
      const beside = [...new Set(besideName)].filter((email) => printed.includes(email));
      const isOwn = (email: string): boolean => email.endsWith(`@${domain}`);
      const elsewhere = beside.find((email) => !isOwn(email));
      if (elsewhere !== undefined && !beside.some(isOwn)) {
        const { email, status, score, reason } = await verifier.verifyFirst([elsewhere], signal);
        if (hasMailbox(status)) return { email, status, score, reason };
      }
      const website = { printed, beside: beside.filter(isOwn), names };
      const most = elsewhere === undefined ? MAX_CANDIDATES : MAX_CANDIDATES - 2;
      const candidates = candidateAddresses(person, domain, website).slice(0, most);
      if (candidates.length === 0) return nothing('no name to look for');
      const { email, status, score, reason } = await verifier.verifyFirst(candidates, signal);
      if (hasMailbox(status)) return { email, status, score, reason };
      if (status === 'unknown') return { email: null, status, score: 0, reason };
      return nothing(reason);
    },
  };
}

const nothing = (reason: string | null): FoundEmail => ({
  email: null,
  status: 'not_found',
  score: 0,
  reason,
});
