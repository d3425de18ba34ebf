import type { ProviderDefinition } from '../../src/provider.ts';
import { providers } from '../../src/providers/index.ts';

export interface JobCase {
  readonly provider: ProviderDefinition;
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** The id of the job in `answer`. */
  readonly id: string;
  /** The provider's answer to a create, and to a status request where it has one. */
  readonly answer: Readonly<Record<string, unknown>>;
}

const { scrapekit, matchkraft, scrupp, scrapfly, scrapenest } = providers;
const email = 'ana@example.com';
const scrapekitJob = { id: 'sk_job_1', answer: { job_id: 'sk_job_1', status: 'queued' } };
const matchkraftId = '0e4f6a6c-2f0c-4f5e-9a39-0d9c2b7b6f11';
const matchkraftJob = { id: matchkraftId, answer: { jobId: matchkraftId, status: 'PENDING' } };
const task = { id: '77', answer: { process_id: 77, status: 'queued' } };

/** One case for each operation that starts a job, for all providers. */
export const jobCases: readonly JobCase[] = [
  {
    provider: scrapekit,
    operation: 'scrape',
    input: { query: 'dentists', location: 'Austin, Texas', max_leads: 20 },
    ...scrapekitJob,
  },
  { provider: scrapekit, operation: 'verify', input: { emails: [email] }, ...scrapekitJob },
  {
    provider: matchkraft,
    operation: 'domainScan',
    input: { records: ['example.com'] },
    ...matchkraftJob,
  },
  { provider: matchkraft, operation: 'emailValidation', input: { records: [email] }, ...matchkraftJob },
  {
    provider: matchkraft,
    operation: 'emailFinder',
    input: { records: [{ firstName: 'Ana', lastName: 'Lima', website: 'example.com' }] },
    ...matchkraftJob,
  },
  { provider: scrupp, operation: 'companies', input: { items: ['example'] }, ...task },
  { provider: scrupp, operation: 'contacts', input: { items: ['example'] }, ...task },
  {
    provider: scrupp,
    operation: 'job',
    input: { type: 'company', input: {} },
    id: 'job-7',
    answer: { job_id: 'job-7', status: 'queued' },
  },
  {
    provider: scrapfly,
    operation: 'scrape',
    input: { url: 'https://example.com', webhook_name: 'done' },
    id: 'uuid-7',
    answer: { context: { job: { uuid: 'uuid-7' } } },
  },
  {
    provider: scrapenest,
    operation: 'scrape',
    input: { url: 'https://example.com' },
    id: 'nest-7',
    answer: { id: 'nest-7', status: 'queued' },
  },
];
