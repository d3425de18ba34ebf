import { EMAIL_UNITS, LEAD_UNITS } from '../../accounts/credits.ts';
import { JobFailedError, type JobOperation } from '../../jobs/operation.ts';
import type { StoredJob } from '../../jobs/job.ts';
import { createLimits, createLimit } from '../../pacing/limit.ts';
import { type LeadPipeline, NoBusinessesError, UnknownLocationError } from '../../leads/pipeline.ts';
import { type Place, SourceRefusedError } from '../../leads/source.ts';
import { toLead, toVerifiedLead } from './lead.ts';
import { PROVIDER, SCRAPE } from './names.ts';
import type { LeadVerifier } from './verify-lead.ts';

/** Of one job, and of all jobs of this process together. */
const WEBSITES_AT_ONCE = { job: 24, process: 128 } as const;

/** Of one job, in work or waiting for verdicts on their addresses. */
const LEADS_BEGUN = 48;

/** How the tally names leads with an address somebody could judge (C093). */
export const VERIFIED = 'verified';

/** The status of a lead whose addresses the balance did not cover. */
const UNVERIFIED = 'unknown';

export interface ScrapeInput {
  readonly query: string;
  readonly location: string;
  readonly verifyEmails: boolean;
}

export const scrapeInput = (job: StoredJob): ScrapeInput => job.input as ScrapeInput;

const isFinal = (error: unknown): error is Error =>
  error instanceof UnknownLocationError ||
  error instanceof NoBusinessesError ||
  error instanceof SourceRefusedError;

export interface ScrapeOperationOptions {
  readonly pipeline: LeadPipeline;
  readonly verifyLead: LeadVerifier;
}

/** Discovers businesses, reads their websites for e-mail addresses, and verifies those where that is wanted. */
export function createScrapeOperation({ pipeline, verifyLead }: ScrapeOperationOptions): JobOperation {
  const inTurn = createLimit(WEBSITES_AT_ONCE.process);
  const limitOf = createLimits(WEBSITES_AT_ONCE.job);
  return {
    provider: PROVIDER,
    name: SCRAPE.operation,
    price: { kind: 'lead', units: LEAD_UNITS },
    extraPrice: { kind: 'lead_verify', units: EMAIL_UNITS },
    concurrency: LEADS_BEGUN,
    rowsAtOnce: 25,
    plan: async (job, signal) => {
      const { query, location } = scrapeInput(job);
      try {
        return await pipeline.discover(query, location, job.cap, signal);
      } catch (error) {
        throw isFinal(error) ? new JobFailedError(error.message, { cause: error }) : error;
      }
    },
    perform: async (item, job, signal) => {
      const place = item as Place;
      const read = async () => await inTurn(async () => await pipeline.findEmails(place, signal));
      const emails = await limitOf(job)(read);
      const lead = toLead(place, emails);
      if (!scrapeInput(job).verifyEmails) return { row: lead };
      const { status, actionable } = await verifyLead(emails, signal);
      return {
        row: toVerifiedLead(lead, status),
        counts: actionable > 0 ? [VERIFIED] : [],
        extras: actionable,
        // What was paid for is the lead. Its addresses are then like any nobody is billed for (C151).
        withoutExtras: toVerifiedLead(lead, UNVERIFIED),
      };
    },
  };
}
