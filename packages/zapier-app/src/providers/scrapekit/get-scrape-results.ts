import { providers } from '@scrapekit/core';
import { defineCreate, defineInputFields } from 'zapier-platform-core';
import { fetchJobResults, resultsFile } from '../../shared/job-results.ts';
import { resultsWords } from '../../shared/words.ts';
import { copiedJobKeys, resultsOutputFields, resultsSample, scrape } from './scrape-fields.ts';

/** A hydrator. Its name in the app must never change, because existing Zaps refer to it. */
export const scrapeResultsFile = resultsFile(providers.scrapekit, 'scrape');

export const perform = fetchJobResults(providers.scrapekit, {
  operation: 'scrape',
  copiedKeys: copiedJobKeys,
  createdAt: 'created_at',
  file: scrapeResultsFile,
});

export const getScrapeResults = defineCreate({
  key: 'get_scrape_results',
  ...resultsWords(scrape),
  operation: {
    inputFields: defineInputFields([
      {
        key: 'job_id',
        label: 'Scrape Job',
        required: true,
        helpText: 'Map the ID from the step that created the scrape job.',
      },
    ]),
    perform,
    sample: resultsSample,
    outputFields: resultsOutputFields,
  },
});
