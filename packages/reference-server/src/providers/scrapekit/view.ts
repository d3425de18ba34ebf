import { matchNiche, nicheFromWords, wordsInNames } from '../../leads/niches.ts';
import type { JobView } from '../provider-backend.ts';
import { EMAIL_UNITS, LEAD_UNITS, verifyKind } from './bodies.ts';
import { scrapeInput, scrapeResults } from './scrape-bodies.ts';
import { verifyResults } from './verify-bodies.ts';

/** Shows ScrapeKit's jobs in the dashboard and sends their rows as JSON or CSV. */
export const scrapekitJobView: JobView = {
  describe: (job) => {
    if (job.operation === verifyKind.operation) return `${job.cap} addresses to verify`;
    const { query, location } = scrapeInput(job);
    return `${query} in ${location}${describeNameSearch(query)}`;
  },
  describeBalance: (units) =>
    `up to ${Math.floor(units / LEAD_UNITS)} leads or ${Math.floor(units / EMAIL_UNITS)} verified addresses`,
  results: (db, job) =>
    job.operation === verifyKind.operation ? verifyResults(db, job) : scrapeResults(db, job),
};

/** Says that the query is no known kind of business, so that names were searched for its words. */
function describeNameSearch(query: string): string {
  const niche = matchNiche(query) ?? nicheFromWords(query);
  const words = niche === null ? [] : wordsInNames(niche);
  return words.length === 0 ? '' : `, searched in names: ${words.join(' ')}`;
}
