import { defineApp, version as platformVersion } from 'zapier-platform-core';
import * as scrapekit from '../providers/scrapekit.ts';
import { version } from '../version.ts';

export const scrapekitApp = defineApp({
  version,
  platformVersion,
  authentication: scrapekit.authentication,
  // With this flag Zapier passes empty inputs on, so that the error for a required field names the field.
  flags: { cleanInputData: false },
  hydrators: { scrapeResultsFile: scrapekit.scrapeResultsFile },
  creates: {
    [scrapekit.createScrapeJob.key]: scrapekit.createScrapeJob,
    [scrapekit.createScrapeJobAndWait.key]: scrapekit.createScrapeJobAndWait,
    [scrapekit.getScrapeResults.key]: scrapekit.getScrapeResults,
  },
});
