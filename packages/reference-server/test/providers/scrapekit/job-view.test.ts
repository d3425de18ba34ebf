import { expect, test } from 'vitest';
import type { StoredJob } from '../../../src/jobs/job.ts';
import { scrapekitJobView } from '../../../src/providers/scrapekit/view.ts';

const scrapeJob = (query: string): StoredJob => ({
  id: 'sk_job_4f7a9b1c',
  accountId: 'a',
  provider: 'scrapekit',
  operation: 'scrape',
  status: 'queued',
  input: { query, location: 'Austin, Texas', verifyEmails: false },
  cap: 10,
  target: null,
  produced: 0,
  unitsCharged: 0,
  extraUnits: 0,
  tally: {},
  error: null,
  webhookUrl: null,
  clientRequestId: null,
  createdAt: new Date('2026-01-05T10:00:00Z'),
  startedAt: null,
  finishedAt: null,
});

test.each([
  ['dentists', 'dentists in Austin, Texas'],
  ['towing companies', 'towing companies in Austin, Texas, searched in names: towing'],
  ['unicorn breeders', 'unicorn breeders in Austin, Texas, searched in names: unicorn breeder'],
])('the dashboard says when names are searched for the words of "%s"', (query, description) => {
  expect(scrapekitJobView.describe(scrapeJob(query))).toBe(description);
});
