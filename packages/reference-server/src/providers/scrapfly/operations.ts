import type { StoredJob } from '../../jobs/job.ts';
import type { JobOperation } from '../../jobs/operation.ts';
import { listResultPages } from '../../jobs/results.ts';
import type { Net } from '../../net/net.ts';
import type { Db } from '../../storage/database.ts';
import { PROVIDER, scrapeConfig, type ScrapeConfig, scrapeJobs } from './bodies.ts';
import { ScrapeFailure } from './failures.ts';
import { scrapePage } from './scrape-page.ts';
import { emptyResult, type ScrapeResult } from './scrape-result.ts';

/** A queued scrape fetches one page and stores one row, its ScrapeResult. */
export const createScrapeOperation = (net: Net): JobOperation => ({
  provider: PROVIDER,
  name: scrapeJobs.operation,
  concurrency: 1,
  rowsPerPart: 1,
  rowsAtOnce: 1,
  plan: ({ input }) => Promise.resolve([input]),
  perform: async (input, _job, signal) => ({
    row: await scrapePage(scrapeConfig.parse(input), { net, signal }),
  }),
});

export interface EndedScrape {
  readonly config: ScrapeConfig;
  /** The whole content is in it, also where a response would replace it by a link. */
  readonly result: ScrapeResult;
}

/** Returns the result of an ended job. A job without a stored row failed or was cancelled. */
export async function findEndedScrape(db: Db, job: StoredJob): Promise<EndedScrape> {
  const config = scrapeConfig.parse(job.input);
  let json = '';
  for await (const page of listResultPages(db, job.id)) json += page;
  if (json === '') {
    const failure = new ScrapeFailure('ERR::API::INTERNAL_ERROR', job.error ?? 'The scrape was cancelled.');
    return { config, result: emptyResult(config.url, failure) };
  }
  // The row was written by createScrapeOperation.
  return { config, result: JSON.parse(json) as ScrapeResult };
}
