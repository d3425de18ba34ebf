import type { Net } from '../net/net.ts';
import { createVerifier, type Verifier } from '../verification/verify.ts';
import type { VerificationStatus } from '../verification/verdict.ts';
import { createCrawler, type Crawler } from './crawl.ts';
import { siteDomain } from './extract/mail-domain.ts';
import { candidateAddresses, type Person } from './find-email/candidates.ts';
import { namesIn } from './find-email/names-in.ts';

export interface EmailFinderOptions {
  readonly net: Net;
  /** Also finds people of websites under `.test`, as a simulated internet has them. */
  readonly allowTestTlds?: boolean;
  /** @default one of its own */
  readonly verifier?: Verifier;
  /** @default one of its own */
  readonly crawler?: Crawler;
}

export interface PersonAtWebsite extends Person {
  readonly website: string;
}

export interface FoundEmail {
  /** Null where no address was found, or nothing could be learnt. */
  readonly email: string | null;
  /** `catch_all`: the likeliest address of a domain that accepts every one. `unknown`: the mail server would not tell. */
  readonly status: VerificationStatus | 'not_found';
  /** As of a verification, 0 where there is no address. */
  readonly score: number;
  readonly reason: string | null;
}

export interface EmailFinder {
  /** The address of a person at the domain of a website; rejects only when `signal` aborts. */
  find(person: PersonAtWebsite, signal?: AbortSignal): Promise<FoundEmail>;
}

const mostCandidates = 15;
const usable = new Set<VerificationStatus>(['safe', 'role', 'catch_all', 'inbox_full']);

/** Finds addresses by reading the website and asking the mail server about the likely ones, at most 16 recipients each. */
export function createEmailFinder(options: EmailFinderOptions): EmailFinder {
  const { net, allowTestTlds = false } = options;
  const {
    verifier = createVerifier({ net, allowTestTlds }),
    crawler = createCrawler({ net, allowTestTlds }),
  } = options;
  return {
    async find({ firstName, lastName, website }, signal) {
      const domain = siteDomain(website.trim());
      if (domain === '') return nothing('no such website');
      const names: Person[] = [];
      const onPage = (html: string): void => void names.push(...namesIn(html));
      const { emails: printed } = await crawler.crawl(website, signal, { onPage });
      const person = { firstName, lastName };
      const candidates = candidateAddresses(person, domain, { printed, names }).slice(0, mostCandidates);
      if (candidates.length === 0) return nothing('no name to look for');
      const { email, status, score, reason } = await verifier.verifyFirst(candidates, signal);
      if (usable.has(status)) return { email, status, score, reason };
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
