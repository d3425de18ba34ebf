import type { StoredJob } from '../../jobs/job.ts';
import { createLimit } from '../../pacing/limit.ts';
import type { JobOperation } from '../../jobs/operation.ts';
import { extractEmails } from '../../leads/extract.ts';
import { toPlainText } from '../../leads/plain-text.ts';
import type { Net } from '../../net/net.ts';
import { createArtifact, type Artifact } from './artifact.ts';
import { OPERATION, PROVIDER } from './names.ts';
import type { Snapshot } from './read-artifacts.ts';
import { readPage, type Page } from './read-page.ts';

/** Of all jobs of this process together. */
const PAGES_AT_ONCE = 32;
/** How the tally counts artifacts. */
const ARTIFACT = 'artifact';

// Nobody on the internet has such a name (RFC 2606): a page there belongs to a simulated one, as do its addresses.
const RESERVED_HOST = /\.(?:test|example|invalid|localhost)$/;

export interface ScrapeInput {
  readonly url: string;
}

export const scrapeInput = (job: StoredJob): ScrapeInput => job.input as ScrapeInput;

export const artifactCount = ({ tally }: StoredJob): number => tally[ARTIFACT] ?? 0;

/** Fetches a page and keeps it, its text and the addresses on it. */
export function createScrapeOperation(net: Net): JobOperation {
  const inTurn = createLimit(PAGES_AT_ONCE);
  return {
    provider: PROVIDER,
    name: OPERATION,
    concurrency: 1,
    rowsAtOnce: 1,
    // Its one item is stored with the job.
    plan: (job) => Promise.resolve([scrapeInput(job)]),
    perform: async (_item, job, signal) => {
      const url = new URL(scrapeInput(job).url);
      const page = await inTurn(async () => await readPage(url, { net, signal }));
      const row: Snapshot = { artifacts: artifactsOf(page) };
      return { row, counts: row.artifacts.map(() => ARTIFACT) };
    },
  };
}

function artifactsOf({ url, contentType, bytes, text }: Page): readonly Artifact[] {
  const isPlain = /^text\/plain/i.test(contentType);
  const { emails, suspectedTraps } = extractEmails({
    html: text,
    site: url.href,
    allowTestTlds: RESERVED_HOST.test(url.hostname),
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
