import type { ProviderId } from '@scrapekit/core';

/** A job of a sibling, with the modules for it. */
export interface SiblingJob {
  readonly id: Exclude<ProviderId, 'scrapekit'>;
  /** The key of the operation in the definition. */
  readonly operation: string;
  readonly create: string;
  readonly get: string;
  readonly run: string;
  readonly rows: string;
  /** The input for a website of the simulated internet. */
  readonly input: (website: string) => Readonly<Record<string, unknown>>;
  /** The key of the id in the answer to the create. */
  readonly idKey: string;
  /** The provider's word for a completed job. */
  readonly completed: string;
  /** A column that each row has. */
  readonly column: string;
}

const hostOf = (website: string): string => new URL(website).hostname.replace('www.', '');

export const siblingJobs: readonly SiblingJob[] = [
  {
    id: 'matchkraft',
    operation: 'domainScan',
    create: 'createDomainScan',
    get: 'getDomainScan',
    run: 'runDomainScan',
    rows: 'listWebsites',
    input: (website) => ({ records: [website, website] }),
    idKey: 'jobId',
    completed: 'COMPLETED',
    column: 'emails',
  },
  {
    id: 'matchkraft',
    operation: 'emailValidation',
    create: 'createEmailValidation',
    get: 'getEmailValidation',
    run: 'runEmailValidation',
    rows: 'listAddresses',
    input: (website) => ({ records: [`info@${hostOf(website)}`], jobName: 'A list' }),
    idKey: 'jobId',
    completed: 'COMPLETED',
    column: 'score',
  },
  {
    id: 'matchkraft',
    operation: 'emailFinder',
    create: 'createEmailSearch',
    get: 'getEmailSearch',
    run: 'runEmailSearch',
    rows: 'listPeople',
    input: (website) => ({ records: [{ firstName: 'Maya', lastName: 'Reeves', website }] }),
    idKey: 'jobId',
    completed: 'COMPLETED',
    column: 'lastName',
  },
  {
    id: 'scrupp',
    operation: 'companies',
    create: 'createCompanyTask',
    get: 'getCompanyTask',
    run: 'runCompanyTask',
    rows: 'listCompanies',
    input: (website) => ({ items: [website], max: 5, external_id: 'row 1', source: 'make' }),
    idKey: 'process_id',
    completed: 'completed',
    column: 'company_website',
  },
  {
    id: 'scrupp',
    operation: 'contacts',
    create: 'createContactTask',
    get: 'getContactTask',
    run: 'runContactTask',
    rows: 'listContacts',
    input: (website) => ({ items: [website] }),
    idKey: 'process_id',
    completed: 'completed',
    column: 'item',
  },
  {
    id: 'scrupp',
    operation: 'job',
    create: 'createJob',
    get: 'getJob',
    run: 'runJob',
    rows: 'listResults',
    input: (website) => ({ type: 'company.domain', input: { items: [hostOf(website)], max: 5 } }),
    idKey: 'job_id',
    completed: 'succeeded',
    column: 'item',
  },
  {
    id: 'scrapenest',
    operation: 'scrape',
    create: 'createScrapingJob',
    get: 'getScrapingJob',
    run: 'runScrapingJob',
    rows: 'listFiles',
    input: (website) => ({ url: website }),
    idKey: 'id',
    completed: 'succeeded',
    column: 'content_type',
  },
];
