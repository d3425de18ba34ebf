import { providers } from '@scrapekit/core';
import { defineCreate, defineInputFields } from 'zapier-platform-core';
import { scrapeResultsSample } from '../../samples/scrape-results.ts';
import { readJobResults } from '../../shared/job-results.ts';
import { jobFacts } from './job-fields.ts';
import { resultsOutputFields } from './results-fields.ts';
import { scrapeResultsFile } from './scrape-results-file.ts';

export const perform = readJobResults(providers.scrapekit, {
  operation: 'scrape',
  facts: jobFacts,
  createdAt: 'created_at',
  file: scrapeResultsFile,
});

export const getScrapeResults = defineCreate({
  key: 'get_scrape_results',
  noun: 'Scrape Job Results',
  display: {
    label: 'Get Scrape Job Results',
    description: 'Gets the leads of a scrape job, and waits for the job to be done if it still runs.',
  },
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
    sample: scrapeResultsSample,
    outputFields: [...resultsOutputFields],
  },
});
