import { matchNiche, nicheFromWords, wordsInNames } from '../../leads/niches.ts';
import type { StoredJob } from '../../jobs/job.ts';
import type { JobView } from '../provider-backend.ts';
import type { ResultRow } from '../row-shape.ts';
import { countUnknown, listFromRows, UNKNOWN } from '../unknown-items.ts';
import { EMAIL_UNITS, LEAD_UNITS, verifyKind } from './bodies.ts';
import { scrapekitRowShape } from './row-shape.ts';
import { scrapeInput, scrapeResults, VERIFIED } from './scrape-bodies.ts';
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
  rowShape: scrapekitRowShape,
  fileName: (job) => {
    if (job.operation === verifyKind.operation) return `${job.cap} verified addresses`;
    const { query, location } = scrapeInput(job);
    return `${query} in ${location}`;
  },
  unknownItems: {
    kindIn: (job) => (mayHaveUnknown(job) ? 'addresses' : undefined),
    list: async (db, job) =>
      await listFromRows(db, job, job.operation === verifyKind.operation ? unknownAddress : unknownOfLead),
  },
};

// A lead that is neither verified nor counted as unknown has no address, or its verification was not paid for.
const mayHaveUnknown = (job: StoredJob): boolean =>
  job.operation === verifyKind.operation
    ? countUnknown(job) > 0
    : scrapeInput(job).verifyEmails && (countUnknown(job) > 0 || job.produced > (job.tally[VERIFIED] ?? 0));

const unknownAddress = ({ email, status }: ResultRow): readonly string[] =>
  status === UNKNOWN ? [String(email)] : [];

const unknownOfLead = ({ emails_found: emails, email_status: status }: ResultRow): readonly string[] =>
  status === UNKNOWN ? String(emails).split(';') : [];

/** Says that the query is no known kind of business, so that names were searched for its words. */
function describeNameSearch(query: string): string {
  const niche = matchNiche(query) ?? nicheFromWords(query);
  const words = niche === null ? [] : wordsInNames(niche);
  return words.length === 0 ? '' : `, searched in names: ${words.join(' ')}`;
}
