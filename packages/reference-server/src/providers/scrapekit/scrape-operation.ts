import { LEAD_UNITS } from '../../accounts/credits.ts';
import { JobFailedError } from '../../jobs/job-failed-error.ts';
import type { Job } from '../../jobs/job.ts';
import { createLimit } from '../../jobs/limit.ts';
import type { JobOperation } from '../../jobs/operation.ts';
import { NoBusinessesError } from '../../leads/no-businesses-error.ts';
import type { LeadPipeline } from '../../leads/pipeline.ts';
import type { Place } from '../../leads/source.ts';
import { UnknownLocationError } from '../../leads/unknown-location-error.ts';
import { toLead } from './lead.ts';
import { PROVIDER, SCRAPE } from './names.ts';

/** Of one job, and of all jobs of this process together. */
const WEBSITES_AT_ONCE = { job: 24, process: 128 } as const;

export interface ScrapeInput {
  readonly query: string;
  readonly location: string;
}

export const scrapeInput = (job: Job): ScrapeInput => job.input as ScrapeInput;

const isFinal = (error: unknown): error is Error =>
  error instanceof UnknownLocationError || error instanceof NoBusinessesError;

/** Discovers businesses, then reads their websites for e-mail addresses. */
export function createScrapeOperation(pipeline: LeadPipeline): JobOperation {
  const inTurn = createLimit(WEBSITES_AT_ONCE.process);
  return {
    provider: PROVIDER,
    name: SCRAPE,
    price: { kind: 'lead', units: LEAD_UNITS },
    concurrency: WEBSITES_AT_ONCE.job,
    plan: async (job, signal) => {
      const { query, location } = scrapeInput(job);
      try {
        return await pipeline.discover(query, location, job.cap, signal);
      } catch (error) {
        throw isFinal(error) ? new JobFailedError(error.message, { cause: error }) : error;
      }
    },
    perform: async (item, signal) => {
      const place = item as Place;
      return toLead(place, await inTurn(async () => await pipeline.findEmails(place, signal)));
    },
  };
}
