import { providers } from '@scrapekit/core';
import { defineCreate } from 'zapier-platform-core';
import { resumeJob, startJobAndWait } from '../../shared/job-wait.ts';
import { createAndWaitWords } from '../../shared/words.ts';
import { scrapeResultsFile } from './get-scrape-results.ts';
import {
  copiedJobKeys,
  createAndWaitFields,
  resultsOutputFields,
  resultsSample,
  scrape,
} from './scrape-fields.ts';

const options = { operation: 'scrape', copiedKeys: copiedJobKeys, file: scrapeResultsFile };

export const perform = startJobAndWait(providers.scrapekit, { ...options, inputFields: createAndWaitFields });
export const performResume = resumeJob(providers.scrapekit, options);

export const createScrapeJobAndWait = defineCreate({
  key: 'create_scrape_job_and_wait',
  ...createAndWaitWords(scrape),
  operation: {
    inputFields: createAndWaitFields,
    perform,
    performResume,
    sample: resultsSample,
    outputFields: resultsOutputFields,
  },
});
