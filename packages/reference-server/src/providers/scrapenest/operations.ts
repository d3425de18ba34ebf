import { JobFailedError, type JobOperation } from '../../jobs/operation.ts';
import { extractEmails } from '../../leads/extract.ts';
import { toPlainText } from '../../leads/plain-text.ts';
import type { Net } from '../../net/net.ts';
import { createFairLimit } from '../../pacing/limit.ts';
import { isTestDomain } from '../../verification/parse-email.ts';
import { createArtifact, type Artifact, type Snapshot } from './artifacts.ts';
import { ARTIFACT_TALLY, PROVIDER, scrapeInput, scrapeJobs } from './bodies.ts';
import { fetchFinalPage, type Page } from './fetch-page.ts';

/** The limit for all jobs of this process together. */
const MAX_PAGES_AT_ONCE = 32;

/** Fetches a page and stores three artifacts: the page, its text and the email addresses on it. */
export function createScrapeOperation(net: Net): JobOperation {
  const limit = createFairLimit(MAX_PAGES_AT_ONCE);
  return {
    provider: PROVIDER,
    name: scrapeJobs.operation,
    concurrency: 1,
    rowsPerPart: 1,
    rowsAtOnce: 1,
    plan: (job) => Promise.resolve([scrapeInput(job)]),
    perform: async (_item, job, signal) => {
      const url = new URL(scrapeInput(job).url);
      const page = await limit(job.accountId)(async () => await fetchFinalPage(url, { net, signal }));
      const row: Snapshot = { artifacts: readArtifacts(page) };
      return { row, counts: row.artifacts.map(() => ARTIFACT_TALLY) };
    },
  };
}

function readArtifacts(page: Page): readonly Artifact[] {
  try {
    return artifactsOf(page);
  } catch (error) {
    // The page would fail again in the same way, so the job is not tried again.
    throw new JobFailedError('The page cannot be read.', { cause: error });
  }
}

function artifactsOf({ url, contentType, bytes, text }: Page): readonly Artifact[] {
  const isPlain = /^text\/plain/i.test(contentType);
  const { emails, suspectedTraps } = extractEmails({
    html: text,
    site: url.href,
    // A page of a reserved name belongs to the simulated internet, and so do the addresses on it.
    allowTestTlds: isTestDomain(url.hostname),
  });
  const contacts = { url: url.href, emails, suspected_traps: suspectedTraps };
  return [
    createArtifact({ name: 'page.html', contentType: contentType || 'text/html', bytes }),
    createArtifact({
      name: 'page.txt',
      contentType: 'text/plain; charset=utf-8',
      bytes: Buffer.from(isPlain ? text : toPlainText(text)),
    }),
    createArtifact({
      name: 'contacts.json',
      contentType: 'application/json',
      bytes: Buffer.from(JSON.stringify(contacts)),
    }),
  ];
}
