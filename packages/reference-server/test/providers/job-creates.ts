import type { Answer } from '../support/api.ts';

/** A request that creates a job. */
export interface Create {
  /** Begins with the numbers of the statements. */
  readonly name: string;
  readonly path: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
  readonly status: number;
  readonly jobOf: (body: Answer['body']) => string;
  /** What the answer to an unknown outcome says. */
  readonly howToFindOut: RegExp;
}

/** A create of each kind, at all providers. `KEY` in a path stands for the API key. */
export const creates: readonly Create[] = [
  {
    name: 'C028, C089, X02: a scrape of ScrapeKit',
    path: '/api/v1/scrape/jobs',
    body: { query: 'dentists', location: 'Austin', client_request_id: 'mine' },
    status: 202,
    jobOf: ({ job_id }) => job_id,
    howToFindOut: /GET \/api\/v1\/scrape\/jobs, by its client_request_id/,
  },
  {
    name: 'C028, C089: a list of ScrapeKit',
    path: '/api/v1/verify/jobs',
    body: { emails: ['a@example.com'] },
    status: 202,
    jobOf: ({ job_id }) => job_id,
    howToFindOut: /GET \/api\/v1\/verify\/jobs/,
  },
  {
    name: 'M02: a job of MatchKraft',
    path: '/matchkraft/api/v2/domain-scan',
    body: { jobName: 'a', records: ['https://example.com'] },
    status: 201,
    jobOf: ({ jobId }) => jobId,
    howToFindOut: /dashboard/,
  },
  {
    name: 'S01: a task of Scrupp',
    path: '/scrupp/api/v1/company/linkedin',
    body: { items: ['a'] },
    status: 202,
    jobOf: ({ process_id }) => String(process_id),
    howToFindOut: /dashboard/,
  },
  {
    name: 'S11: a job of Scrupp with an Idempotency-Key',
    path: '/scrupp/api/v1/jobs',
    body: { type: 'company.name', input: { items: ['a'] } },
    headers: { 'idempotency-key': 'once' },
    status: 202,
    jobOf: ({ id }) => id,
    howToFindOut: /same Idempotency-Key/,
  },
  {
    name: 'N10: a job of ScrapeNest',
    path: '/scrapenest/api/v1/jobs',
    body: { url: 'https://example.com' },
    status: 201,
    jobOf: ({ id }) => id,
    howToFindOut: /GET \/scrapenest\/api\/v1\/events/,
  },
  {
    name: 'F23: a queued scrape of Scrapfly',
    path: '/scrapfly/scrape?url=https://example.com&webhook_name=hook&key=KEY',
    status: 201,
    jobOf: ({ context }) => context.job.uuid,
    howToFindOut: /dashboard/,
  },
];
