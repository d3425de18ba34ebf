import type { Net } from '../net/net.ts';
import type { EmailVerifier } from '../verification/verify.ts';
import type { Patience } from '../verification/verify-patiently.ts';
import type { Crawler } from './crawl.ts';
import type { EmailFinder } from './find-email.ts';
import type { LeadPipeline } from './pipeline.ts';

/** The share of the simulated internet's answers that fail, from 0 to 1. @default 0 */
export interface WorldFaults {
  readonly dnsServfail?: number;
  readonly httpError?: number;
  readonly httpReset?: number;
  readonly smtpReset?: number;
}

/** Finds leads and verifies addresses, on the live internet or on the simulated one. */
export interface LeadEngine {
  readonly pipeline: LeadPipeline;
  readonly verifier: EmailVerifier;
  /** How long a job waits for greylisting mail servers; a single verification never waits. @default none */
  readonly patience?: Patience;
  readonly crawler: Crawler;
  readonly finder: EmailFinder;
  /** The network that pages are fetched over. */
  readonly net: Net;
  /** The credit line that the source's licence asks for in every answer. */
  readonly attribution?: string | null;
  /** Facts that `/readyz` shows beside the status. */
  readonly details?: () => Readonly<Record<string, string>>;
  /** Adds milliseconds to each answer of the simulated internet; refused by a live engine. */
  setLatency(ms: number): void;
  setFaults(faults: WorldFaults): void;
  close(): Promise<void>;
}
