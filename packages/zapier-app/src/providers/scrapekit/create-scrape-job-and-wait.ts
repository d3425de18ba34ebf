import { providers } from '@scrapekit/core';
import { defineCreate } from 'zapier-platform-core';
import { scrapeResultsSample } from '../../samples/scrape-results.ts';
import { resumeJob, startJobAndWait } from '../../shared/job-wait.ts';
import { jobFacts, scrapeInputFields } from './job-fields.ts';
import { resultsOutputFields } from './results-fields.ts';
import { scrapeResultsFile } from './scrape-results-file.ts';

const options = { operation: 'scrape', facts: jobFacts, file: scrapeResultsFile };

export const perform = startJobAndWait(providers.scrapekit, { ...options, inputFields: scrapeInputFields });
export const performResume = resumeJob(providers.scrapekit, options);

export const createScrapeJobAndWait = defineCreate({
  key: 'create_scrape_job_and_wait',
  noun: 'Scrape Job',
  display: {
    label: 'Create Scrape Job and Wait for Results',
    description:
      'Creates a scrape job and continues with its leads once a callback says that they are ready. ' +
      'A lost callback leaves the run waiting.',
  },
  operation: {
    inputFields: scrapeInputFields,
    perform,
    performResume,
    sample: scrapeResultsSample,
    outputFields: [...resultsOutputFields],
  },
});
