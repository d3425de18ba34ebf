export { createCrawler, type Crawler, type CrawlerOptions, type CrawlResult } from './crawl.ts';
export { extractEmails, type Extraction, type ExtractOptions } from './extract.ts';
export {
  createEmailFinder,
  type EmailFinder,
  type EmailFinderOptions,
  type FoundEmail,
  type PersonAtWebsite,
} from './find-email.ts';
export { geocode } from './geocode.ts';
export type { Location, LocationKind } from './location.ts';
export { matchNiche } from './niches.ts';
export type { Niche } from './niches/preset-table.ts';
export {
  NoBusinessesError,
  createLeadPipeline,
  type LeadPipeline,
  type LeadPipelineOptions,
  UnknownLocationError,
} from './pipeline.ts';
export {
  createDomainScanner,
  type DomainScan,
  type DomainScanner,
  type DomainScannerOptions,
  type SuspectedTrap,
  type ValidatedEmail,
} from './scan-domain.ts';
export type { Place, Search, Source } from './source.ts';
export type { MxRecord, Net } from '../net/net.ts';
export { createLiveNet, type LiveNetOptions } from '../net/live.ts';
export { createSimulatedNet, type SimulatedNetAddresses } from '../net/simulated.ts';
export { parseEmail, type ParsedEmail } from '../verification/parse-email.ts';
export { createVerifier, type Verifier, type VerifierOptions } from '../verification/verify.ts';
export type { Verdict, VerificationChecks, VerificationStatus } from '../verification/verdict.ts';
