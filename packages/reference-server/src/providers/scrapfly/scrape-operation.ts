import type { JobOperation } from '../../jobs/operation.ts';
import type { Net } from '../../net/net.ts';
import { PROVIDER, SCRAPE } from './names.ts';
import { scrapePage } from './page/scrape-page.ts';
import { scrapeConfig } from './scrape-config.ts';

/** A queued scrape: one page, one row. */
export const createScrapeOperation = (net: Net): JobOperation => ({
  provider: PROVIDER,
  name: SCRAPE.operation,
  concurrency: 1,
  rowsAtOnce: 1,
  plan: ({ input }) => Promise.resolve([input]),
  perform: async (input, _job, signal) => ({
    row: await scrapePage(scrapeConfig.parse(input), { net, signal }),
  }),
});
