import { writeFile } from 'node:fs/promises';
import { ScrapeKit } from '@scrapekit/core/node';

const scrapekit = new ScrapeKit({
  retries: 2,
  timeoutMs: 600_000,
  debug: (request) => console.error(request),
});

const run = scrapekit.scrape.run(
  { query: 'dentists', location: 'Austin, Texas', max_leads: 20 },
  { onStatus: ({ id, status, progress }) => console.error(id, status, progress?.done ?? 0) },
);
const job = await run.completed();
await writeFile('leads.csv', scrapekit.scrape.file(job, 'csv'));
