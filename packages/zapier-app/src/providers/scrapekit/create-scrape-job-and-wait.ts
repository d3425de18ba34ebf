import { providers } from '@scrapekit/core';
import { defineCreate } from 'zapier-platform-core';
import { scrapeResultsSample } from './samples.ts';
import { resumeJob, startJobAndWait } from '../../shared/job-wait.ts';
import { copiedJobKeys, scrapeInputFields } from './job-fields.ts';
import { resultsOutputFields, scrapeResultsFile } from './results.ts';

const options = { operation: 'scrape', copiedKeys: copiedJobKeys, file: scrapeResultsFile };

export const perform = startJobAndWait(providers.scrapekit, { ...options, inputFields: scrapeInputFields });
export const performResume = resumeJob(providers.scrapekit, options);

export const createScrapeJobAndWait = defineCreate({
  key: 'create_scrape_job_and_wait',
  noun: 'Scrape Job',
  display: {
    label: 'Create Scrape Job and Wait for Results',
    description:
      'Creates a scrape job, pauses the Zap, and continues with the leads when the job has ended. ' +
      'If the callback is lost, the Zap stays paused.',
  },
  operation: {
    inputFields: scrapeInputFields,
    perform,
    performResume,
    sample: scrapeResultsSample,
    outputFields: [...resultsOutputFields],
  },
});
