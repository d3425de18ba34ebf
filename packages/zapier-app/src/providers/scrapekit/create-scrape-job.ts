import { providers } from '@scrapekit/core';
import { defineCreate } from 'zapier-platform-core';
import { createJob } from '../../shared/job-create.ts';
import { createWords } from '../../shared/words.ts';
import { copiedCreateKeys, createFields, createOutputFields, createSample, scrape } from './scrape-fields.ts';

export const perform = createJob(providers.scrapekit, {
  operation: 'scrape',
  inputFields: createFields,
  copiedKeys: copiedCreateKeys,
});

export const createScrapeJob = defineCreate({
  key: 'create_scrape_job',
  ...createWords(scrape),
  operation: { inputFields: createFields, perform, sample: createSample, outputFields: createOutputFields },
});
