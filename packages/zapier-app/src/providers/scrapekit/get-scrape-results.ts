import { providers } from '@scrapekit/core';
import { defineCreate, defineInputFields } from 'zapier-platform-core';
import { scrapeResultsSample } from './samples.ts';
import { fetchJobResults } from '../../shared/job-results.ts';
import { copiedJobKeys } from './job-fields.ts';
import { resultsOutputFields, scrapeResultsFile } from './results.ts';

export const perform = fetchJobResults(providers.scrapekit, {
  operation: 'scrape',
  copiedKeys: copiedJobKeys,
  createdAt: 'created_at',
  file: scrapeResultsFile,
});

export const getScrapeResults = defineCreate({
  key: 'get_scrape_results',
  noun: 'Scrape Job Results',
  display: {
    label: 'Get Scrape Job Results',
    description: 'Gets the leads of a scrape job. If the job still runs, waits until it has ended.',
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
