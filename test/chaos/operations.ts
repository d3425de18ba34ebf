import type { ProviderId } from '@scrapekit/core';

/** Pages and addresses of the simulated internet, from which the inputs of jobs are taken. */
export interface Material {
  readonly websites: readonly string[];
  readonly emails: readonly string[];
}

type Values = Readonly<Record<string, unknown>>;

/** What a Zap does to get the rows of a job. */
export interface ZapierSteps {
  readonly create: string;
  /** The step that gets the results; undefined where the create answers with them. */
  readonly results?: string;
  /** Whether Zapier pauses the run until it is called back. */
  readonly pauses: boolean;
}

/** A paid operation of a provider, as each of the three kinds of clients runs it. */
export interface PaidOperation {
  readonly name: string;
  readonly provider: ProviderId;
  /** The operation of core. */
  readonly key: string;
  readonly zapier: ZapierSteps;
  readonly n8n: { readonly type: string; readonly credential: string };
  /** Whether each row is paid for. The reference server charges nothing for the other providers. */
  readonly isCharged: boolean;
  /** Columns that differ from one run to the next. */
  readonly changing: readonly string[];
  /** The input for core, and for a step of Zapier unless `zapierInput` is given. */
  readonly input: (number: number, material: Material) => Values;
  readonly zapierInput?: (input: Values) => Values;
  /** The parameters of the node of n8n. */
  readonly parameters: (input: Values) => Values;
}

const queries = ['dentists', 'bakeries', 'florists', 'plumbers', 'gyms', 'law firms', 'hotels'] as const;
const locations = ['Austin, Texas', 'Boston', 'Chicago', 'Denver', 'Seattle'] as const;

const entry = <T>(list: readonly T[], index: number): T => {
  const found = list[index % list.length];
  if (found === undefined) throw new Error('The simulated internet has too few websites.');
  return found;
};

const asList = (values: unknown): string => `={{ ${JSON.stringify(values)} }}`;

export const operations: readonly PaidOperation[] = [
  {
    name: 'scrapekit scrape',
    provider: 'scrapekit',
    key: 'scrape',
    zapier: { create: 'create_scrape_job_and_wait', results: 'get_scrape_results', pauses: true },
    n8n: { type: 'scrapeKit', credential: 'scrapeKitApi' },
    isCharged: true,
    changing: ['job_id'],
    input: (number) => ({
      query: entry(queries, number),
      location: entry(locations, Math.floor(number / queries.length)),
      max_leads: 3 + (number % 6),
      verify_emails: number % 3 === 0,
    }),
    parameters: ({ query, location, max_leads: maxLeads, verify_emails: verifyEmails }) => ({
      resource: 'scrape',
      query,
      location,
      maxLeads,
      additionalFields: { verifyEmails },
      simplify: false,
    }),
  },
  {
    name: 'scrapekit verify',
    provider: 'scrapekit',
    key: 'verify',
    zapier: {
      create: 'create_verification_job_and_wait',
      results: 'get_verification_job_results',
      pauses: true,
    },
    n8n: { type: 'scrapeKit', credential: 'scrapeKitApi' },
    isCharged: true,
    changing: ['job_id'],
    input: (number, { emails }) => ({
      emails: [
        ...new Set([0, 1, 2].map((index) => entry(emails, number * 3 + index))),
        `nobody-${number}@mailinator.com`,
        `someone@no-such-domain-${number}.test`,
      ],
    }),
    parameters: ({ emails }) => ({ resource: 'verify', inputFrom: 'list', list: asList(emails) }),
  },
  {
    name: 'matchkraft',
    provider: 'matchkraft',
    key: 'domainScan',
    zapier: { create: 'create_domain_scan', results: 'get_domain_scan_results', pauses: false },
    n8n: { type: 'matchKraft', credential: 'matchKraftApi' },
    isCharged: false,
    changing: ['job_id'],
    input: (number, { websites }) => ({ records: [entry(websites, number), entry(websites, number + 1)] }),
    parameters: ({ records }) => ({
      resource: 'domainScan',
      inputFrom: 'list',
      list: asList(records),
      simplify: false,
    }),
  },
  {
    name: 'scrupp',
    provider: 'scrupp',
    key: 'companies',
    zapier: { create: 'create_company_task_and_wait', results: 'get_company_task_results', pauses: true },
    n8n: { type: 'scrupp', credential: 'scruppApi' },
    isCharged: false,
    changing: ['job_id'],
    input: (number, { websites }) => ({
      items: [entry(websites, number), entry(websites, number + 2)],
      max: 2,
    }),
    parameters: ({ items, max }) => ({
      resource: 'companies',
      additionalFields: { max },
      inputFrom: 'list',
      list: asList(items),
      simplify: false,
    }),
  },
  {
    name: 'scrapfly',
    provider: 'scrapfly',
    key: 'scrape',
    zapier: { create: 'scrape_now', pauses: false },
    n8n: { type: 'scrapfly', credential: 'scrapflyApi' },
    isCharged: false,
    changing: ['job_id', 'duration', 'log_url', 'response_headers', 'uuid', 'context', 'config'],
    input: (number, { websites }) => ({ url: entry(websites, number), webhook_name: 'chaos' }),
    zapierInput: ({ url }) => ({ url }),
    parameters: ({ url, webhook_name: webhookName }) => ({
      resource: 'page',
      operation: 'queue',
      url,
      webhookName,
    }),
  },
  {
    name: 'scrapenest',
    provider: 'scrapenest',
    key: 'scrape',
    zapier: { create: 'create_scraping_job', results: 'get_scraping_job_results', pauses: false },
    n8n: { type: 'scrapeNest', credential: 'scrapeNestApi' },
    isCharged: false,
    changing: ['id', 'job_id', 'file'],
    input: (number, { websites }) => ({ url: entry(websites, number) }),
    parameters: ({ url }) => ({ resource: 'scrape', url }),
  },
];
