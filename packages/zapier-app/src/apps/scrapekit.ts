import { defineApp, version as platformVersion } from 'zapier-platform-core';
import * as scrapekit from '../providers/scrapekit.ts';
import { version } from '../version.ts';

export const scrapekitApp = defineApp({
  version,
  platformVersion,
  authentication: scrapekit.authentication,
  // Empty inputs are told from absent ones here: a required one is asked for by name.
  flags: { cleanInputData: false },
  hydrators: { scrapeResultsFile: scrapekit.scrapeResultsFile },
  creates: {
    [scrapekit.createScrapeJob.key]: scrapekit.createScrapeJob,
    [scrapekit.createScrapeJobAndWait.key]: scrapekit.createScrapeJobAndWait,
    [scrapekit.getScrapeResults.key]: scrapekit.getScrapeResults,
  },
});
