import type { ProviderId } from '@scrapekit/core';
import type { Mutation } from './change-files.ts';

/** Faults in the apps of the siblings, in what ScrapeKit's app does not have. */
export const siblingMutations: readonly (Mutation & { readonly id: Exclude<ProviderId, 'scrapekit'> })[] = [
  {
    id: 'matchkraft',
    fault: 'every job is read as a domain scan',
    changes: [
      {
        files: 'modules/watch-finished-jobs/watch-finished-jobs.communication.iml.json',
        from: '/api/v2/email-validation/',
        to: '/api/v2/domain-scan/',
      },
    ],
    foundBy: 'M04: each type of job starts a scenario through the one address of the account',
  },
  {
    id: 'matchkraft',
    fault: 'the type of a webhook becomes part of the address',
    changes: [
      {
        files: 'webhooks/watch-finished-jobs/watch-finished-jobs.communication.iml.json',
        from: /"condition": "[^"]*"/,
        to: '"condition": "{{true}}"',
      },
      {
        files: 'modules/watch-finished-jobs/watch-finished-jobs.communication.iml.json',
        from: /"url": "[^"]*"/,
        to: '"url": "/api/v2/{{payload.jobType}}/results/{{encodeURL(payload.jobId)}}"',
      },
    ],
    foundBy: 'M09: a type that is unknown, or a forged ID, starts nothing',
  },
  {
    id: 'scrupp',
    fault: 'the address in a webhook is fetched',
    changes: [
      {
        files: 'webhooks/watch-finished-company-tasks/watch-finished-company-tasks.communication.iml.json',
        from: '"jobId": ',
        to: '"url": "{{body.result_url}}", "jobId": ',
      },
      {
        files: 'modules/watch-finished-company-tasks/watch-finished-company-tasks.communication.iml.json',
        from: /"url": "[^"]*"/,
        to: '"url": "{{payload.url}}"',
      },
    ],
    foundBy: 'S04: a webhook starts a scenario, and its address is not used',
  },
  {
    id: 'scrupp',
    fault: 'status 403 is no wrong key',
    changes: [
      {
        files: 'api-key.communication.iml.json',
        from: /("403": \{\s*"type": )"InvalidAccessTokenError"/,
        to: '$1"RuntimeError"',
      },
    ],
    foundBy: 'S10: a wrong key is refused',
  },
  {
    id: 'scrapfly',
    fault: 'the logs show the key in the query',
    changes: [{ files: 'general/base.iml.json', from: '"request.qs.key"', to: '"request.headers.key"' }],
    foundBy: 'a page is scraped at once, and the key in the query is shown in no log',
  },
  {
    id: 'scrapfly',
    fault: 'empty fields are sent',
    changes: [
      {
        files: 'scrape-now.communication.iml.json',
        from: '{{ifempty(parameters.country, undefined)}}',
        to: "{{ifempty(parameters.country, '')}}",
      },
    ],
    foundBy: 'a page is scraped at once, and the key in the query is shown in no log',
  },
  {
    id: 'scrapfly',
    fault: 'a scrape is repeated after its answer was lost',
    changes: [
      {
        files: 'scrape-now.communication.iml.json',
        from: /("502": \{\s*"type": )"RuntimeError"/,
        to: '$1"ConnectionError"',
      },
    ],
    foundBy: 'a scrape is not repeated after an answer was lost',
  },
  {
    id: 'scrapenest',
    fault: 'the logs show the signing secret',
    changes: [{ files: 'attach.iml.json', from: '"response.body.secret"', to: '"response.body.key"' }],
    foundBy: 'no log shows the key or the signing secret',
  },
  {
    id: 'scrapenest',
    fault: 'the logs of a registration show the key',
    changes: [
      { files: 'attach.iml.json', from: 'request.headers.`x-api-key`', to: 'request.headers.cookie' },
    ],
    foundBy: 'no log shows the key or the signing secret',
  },
  {
    id: 'scrapenest',
    fault: 'the webhook is not removed',
    changes: [{ files: 'attach.iml.json', from: '{{body.id}}', to: '{{body.secret}}' }],
    foundBy: 'N01: the webhook is registered, starts a scenario, and is removed',
  },
  {
    id: 'scrapenest',
    fault: 'every event starts a scenario',
    changes: [
      {
        files: 'webhooks/watch-finished-scraping-jobs/watch-finished-scraping-jobs.communication.iml.json',
        from: /"condition": "[^"]*"/,
        to: '"condition": "{{true}}"',
      },
    ],
    foundBy: 'N01: the webhook is registered, starts a scenario, and is removed',
  },
  {
    id: 'scrapenest',
    fault: 'a file is read as text',
    changes: [
      { files: 'download-file.communication.iml.json', from: '"200": "binary"', to: '"200": "text"' },
    ],
    foundBy: 'a file of a job is downloaded',
  },
];

/** Faults in what all siblings do with jobs: of the job at this place of `siblingJobs`. */
export const siblingJobMutations: readonly (Mutation & { readonly operation: string })[] = [
  {
    operation: 'matchkraft domainScan',
    fault: 'rows are read before the job is completed',
    changes: [
      {
        files: 'list-websites.communication.iml.json',
        from: /"condition": "[^"]*"/,
        to: '"condition": "{{true}}"',
      },
    ],
    foundBy: 'has no rows before it is completed',
  },
  {
    operation: 'scrupp companies',
    fault: 'the status is not read before the rows',
    changes: [
      {
        files: 'list-companies.communication.iml.json',
        from: /"condition": "[^"]*"/,
        to: '"condition": "{{true}}"',
      },
    ],
    foundBy: 'has no rows before it is completed',
  },
  {
    operation: 'scrupp job',
    fault: 'the words of the Jobs API are unknown',
    changes: [{ files: 'run-job.communication.iml.json', from: "body.status === 'succeeded'", to: 'false' }],
    foundBy: 'is started once and waited for',
  },
  {
    operation: 'scrapenest scrape',
    fault: 'the id of a new job is looked for in the wrong place',
    changes: [{ files: 'run-scraping-job.communication.iml.json', from: 'body.id', to: 'body.job' }],
    foundBy: 'is started once and waited for',
  },
  {
    operation: 'matchkraft emailFinder',
    fault: 'a job is started twice after an answer was lost',
    changes: [
      {
        files: 'create-email-search.communication.iml.json',
        from: /("503": \{\s*"type": )"RuntimeError"/,
        to: '$1"ConnectionError"',
      },
    ],
    foundBy: 'is not started twice after an answer was lost',
  },
];
