import type { JobView } from '../provider-backend.ts';
import { VERIFY } from './names.ts';
import { scrapeInput } from './scrape-operation.ts';
import { scrapeResults } from './scrape-results.ts';
import { sendResults } from './send-results.ts';
import { verifyResults } from './verify-results.ts';

/** ScrapeKit's jobs in the dashboard. */
export const scrapekitJobView: JobView = {
  describe: (job) => {
    if (job.operation === VERIFY.operation) return `${job.cap} addresses to verify`;
    const { query, location } = scrapeInput(job);
    return `${query} in ${location}`;
  },
  sendResults: (reply, job, { db, format }) => {
    const readResults = job.operation === VERIFY.operation ? verifyResults : scrapeResults;
    return sendResults(reply, format, readResults(db, job));
  },
};
