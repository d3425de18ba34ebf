import { providers } from '@scrapekit/core';
import { defineCreate, defineInputFields } from 'zapier-platform-core';
import { scrapeJobSample } from './samples.ts';
import { createJob } from '../../shared/job-create.ts';
import { copiedJobKeys, jobOutputFields, scrapeInputFields } from './job-fields.ts';

const inputFields = defineInputFields([
  ...scrapeInputFields,
  {
    key: 'webhook_url',
    label: 'Webhook URL',
    helpText: 'This address is called once when the job ends. It must start with `https://`.',
  },
]);

export const perform = createJob(providers.scrapekit, {
  operation: 'scrape',
  inputFields,
  copiedKeys: [...copiedJobKeys, 'max_leads', 'verify_emails', 'estimated_credits'],
});

export const createScrapeJob = defineCreate({
  key: 'create_scrape_job',
  noun: 'Scrape Job',
  display: {
    label: 'Create Scrape Job',
    description: 'Creates a scrape job and continues at once, while the job collects leads.',
  },
  operation: {
    inputFields,
    perform,
    sample: scrapeJobSample,
    outputFields: [
      ...jobOutputFields,
      { key: 'max_leads', label: 'Max Leads', type: 'integer' },
      { key: 'verify_emails', label: 'Verify Emails', type: 'boolean' },
      { key: 'estimated_credits', label: 'Estimated Credits', type: 'number' },
    ],
  },
});
