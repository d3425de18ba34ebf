import type { Crawler } from '../leads/crawl.ts';
import type { EmailFinder } from '../leads/find-email.ts';
import type { LeadPipeline } from '../leads/pipeline.ts';
import type { Net } from '../net/net.ts';
import type { EmailVerifier } from '../providers/scrapekit/email-verifier.ts';
import type { Patience } from '../verification/verify-patiently.ts';

/** Shares of the simulated internet's answers, 0 to 1, that fail; what is left out does not. */
export interface WorldFaults {
  readonly dnsServfail?: number;
  readonly httpError?: number;
  readonly httpReset?: number;
  readonly smtpReset?: number;
}

/** What finds leads and verifies addresses, and the strings by which a test pulls it. */
export interface Domain {
  readonly pipeline: LeadPipeline;
  readonly verifier: EmailVerifier;
  /** What jobs have for greylists; one address is answered at once. @default none */
  readonly patience?: Patience;
  readonly crawler: Crawler;
  readonly finder: EmailFinder;
  /** The way to the pages somebody asks for. */
  readonly net: Net;
  /** The credit line that every answer with its data carries. */
  readonly attribution?: string | null;
  /** What `/readyz` tells beside being ready. */
  readonly details?: () => Readonly<Record<string, string>>;
  /** Milliseconds added to each answer of the simulated internet. */
  setLatency(ms: number): void;
  setFaults(faults: WorldFaults): void;
  close(): Promise<void>;
}
