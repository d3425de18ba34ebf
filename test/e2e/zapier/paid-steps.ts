import type { ProviderId } from '@scrapekit/core';
import type { RequestLine } from './fault-proxy.ts';

const website = 'https://example.com/';

export interface PaidStep {
  readonly brand: ProviderId;
  readonly key: string;
  readonly inputData: Readonly<Record<string, unknown>>;
  /** The request that starts the job or the call. */
  readonly route: RequestLine;
  /** Whether the provider lists jobs by an id of their caller. Without it, a job cannot be found after a lost answer. */
  readonly findsLostJob: boolean;
}

interface CreateRoute {
  readonly brand: ProviderId;
  readonly path: string;
  readonly keys: readonly string[];
  readonly inputData: Readonly<Record<string, unknown>>;
}

const creates: readonly CreateRoute[] = [
  {
    brand: 'scrapekit',
    path: '/api/v1/scrape/jobs',
    keys: ['create_scrape_job', 'create_scrape_job_and_wait'],
    inputData: { query: 'dentists', location: 'Austin, Texas', max_leads: 1 },
  },
  {
    brand: 'scrapekit',
    path: '/api/v1/verify/jobs',
    keys: ['create_verification_job', 'create_verification_job_and_wait'],
    inputData: { emails: ['info@example.com'] },
  },
  {
    brand: 'matchkraft',
    path: '/api/v2/domain-scan',
    keys: ['create_domain_scan'],
    inputData: { records: [website] },
  },
  {
    brand: 'matchkraft',
    path: '/api/v2/email-validation',
    keys: ['create_email_validation'],
    inputData: { records: ['info@example.com'] },
  },
  {
    brand: 'matchkraft',
    path: '/api/v2/email-finder',
    keys: ['create_email_search'],
    inputData: { records: [{ firstName: 'Maria', lastName: 'Lopez', website }] },
  },
  {
    brand: 'scrupp',
    path: '/api/v1/company/linkedin',
    keys: ['create_company_task', 'create_company_task_and_wait'],
    inputData: { items: ['dentists in Austin, Texas'], max: 1 },
  },
  {
    brand: 'scrupp',
    path: '/api/v1/contact/linkedin',
    keys: ['create_contact_task', 'create_contact_task_and_wait'],
    inputData: { items: ['dentists in Austin, Texas'], max: 1 },
  },
  {
    brand: 'scrupp',
    path: '/api/v1/jobs',
    keys: ['create_job', 'create_job_and_wait'],
    inputData: { type: 'company.name', input: { items: ['dentists in Austin, Texas'], max: 1 } },
  },
  {
    brand: 'scrapenest',
    path: '/api/v1/jobs',
    keys: ['create_scraping_job'],
    inputData: { url: website },
  },
];

/** Every step that starts a job at a provider, with an input that costs little. */
export const jobSteps: readonly PaidStep[] = [
  ...creates.flatMap(({ brand, path, keys, inputData }) =>
    keys.map((key) => ({
      brand,
      key,
      inputData,
      route: { method: 'POST', path },
      findsLostJob: brand === 'scrapekit',
    })),
  ),
  {
    brand: 'scrapfly',
    key: 'create_scrape',
    inputData: { url: website, webhook_name: 'zap' },
    route: { method: 'GET', path: '/scrape' },
    findsLostJob: false,
  },
];

/** Every step that is charged and answers at once. */
export const callSteps: readonly PaidStep[] = [
  {
    brand: 'scrapekit',
    key: 'verify_email',
    inputData: { email: 'info@example.com' },
    route: { method: 'POST', path: '/api/v1/verify/email' },
    findsLostJob: false,
  },
  {
    brand: 'scrapfly',
    key: 'scrape_now',
    inputData: { url: website },
    route: { method: 'GET', path: '/scrape' },
    findsLostJob: false,
  },
];

/** Whether a request is the one that a step pays for. */
export const isPaidRequest =
  ({ route, brand }: PaidStep) =>
  ({ method, path }: RequestLine): boolean =>
    method === route.method && path.split('?')[0] === pathOf(brand) + route.path;

/** The path below which the reference server imitates a provider. */
export const pathOf = (brand: ProviderId): string => (brand === 'scrapekit' ? '' : `/${brand}`);
