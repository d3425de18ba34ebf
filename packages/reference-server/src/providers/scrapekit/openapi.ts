import { sessionCookieName } from '../../accounts/sessions.ts';
import {
  type Errors,
  exactly,
  jsonOrCsv,
  listOf,
  matching,
  oneOf,
  operation,
  orNull,
  type Schema,
  someText,
  text,
  unreadableBody,
  mergeErrors,
} from '../../http/openapi.ts';
import { jobStatuses } from '../../jobs/job.ts';
import { accountSchema } from './account.ts';
import { clientRequestIdSchema } from './bodies.ts';
import { cancelledSchema } from './jobs.ts';
import {
  scrapeCreatedSchema,
  scrapeRequestSchema,
  scrapeResultsSchema,
  scrapeStatusSchema,
} from './scrape-bodies.ts';
import {
  verifyCreatedSchema,
  verifyRequestSchema,
  verifyResultsSchema,
  verifyStatusSchema,
} from './verify-bodies.ts';
import { verdictSchema, verifyEmailSchema } from './verify-email.ts';

export interface DocumentOptions {
  readonly serverUrl: string;
  readonly version: string;
  /** The credit line of the data's licence, or null when the source needs none. */
  readonly attribution: string | null;
  /** The status of an accepted create (A01). */
  readonly createStatus: number;
  /** Whether the list routes exist (X01). */
  readonly listEndpoints: boolean;
  /** The descriptions of the dashboard's routes, by path. */
  readonly dashboardPaths: object;
}

const ABOUT =
  'Finds businesses with their e-mail addresses and verifies addresses. A create answers with the id of a job. Read the job until it has ended, or wait for its webhook, and then fetch its rows.';

/** Describes this server's API as OpenAPI 3.1; the schemas of answers allow no other keys than they name (X04). */
export const openApiDocument = (options: DocumentOptions): object => ({
  openapi: '3.1.0',
  tags: [
    { name: 'Leads', description: 'Search for businesses and their e-mail addresses.' },
    { name: 'Verification', description: 'Find out whether e-mail addresses exist.' },
    { name: 'Jobs', description: 'What the jobs of both kinds have in common.' },
    { name: 'Account', description: 'The balance of the account.' },
    { name: 'Dashboard', description: 'Log-in, API keys and the signing secret, with a session cookie.' },
  ],
  info: {
    title: 'ScrapeKit API',
    version: options.version,
    license: { name: 'MIT', identifier: 'MIT' },
    description: [ABOUT, options.attribution].filter((text) => text !== null).join(' '),
  },
  servers: [{ url: options.serverUrl }],
  security: [{ key: [] }],
  paths: {
    ...jobPaths(scrapeJobs, options),
    ...jobPaths(verifyJobs, options),
    ...otherPaths,
    ...options.dashboardPaths,
  },
  components: {
    securitySchemes: {
      key: { type: 'http', scheme: 'bearer', description: 'An API key, sk_live_...' },
      session: { type: 'apiKey', in: 'cookie', name: sessionCookieName(options.serverUrl) },
    },
  },
});

/** The errors of every route that requires an API key (C014, C029). */
const keyErrors: Errors = {
  401: ['missing_authorization', 'invalid_api_key'],
  403: ['account_suspended'],
  429: ['rate_limited'],
  500: ['internal_error'],
  503: ['internal_error'],
};

const withKey = (more: Errors = {}): Errors => mergeErrors(keyErrors, more);

interface JobDescription {
  readonly kind: 'scrape' | 'verify';
  /** The name of such a job in the summaries. */
  readonly words: string;
  readonly request: Schema;
  readonly created: Schema;
  readonly status: Schema;
  readonly results: Schema;
  readonly tag: string;
  /** What a create does and costs. */
  readonly about: string;
  /** The body of a create. */
  readonly example: object;
  /** The errors of this create that no other route has. */
  readonly createErrors: Errors;
}

const scrapeJobs: JobDescription = {
  kind: 'scrape',
  words: 'a search for leads',
  request: scrapeRequestSchema,
  created: scrapeCreatedSchema,
  status: scrapeStatusSchema,
  results: scrapeResultsSchema,
  tag: 'Leads',
  about:
    'Finds businesses of a kind around a place, and the e-mail addresses on their websites. A lead costs 0.015 credits. With `verify_emails`, each address with a verdict costs 0.005 credits more. The job runs in the background: read it until its `status` is `completed`, or name a `webhook_url`. `max_leads` limits what it may cost; without it the job takes all leads that it finds.',
  example: { query: 'dentists', location: 'Austin, Texas', max_leads: 5 },
  createErrors: { 400: ['invalid_query', 'invalid_webhook'], 429: ['too_many_active_jobs'] },
};

const verifyJobs: JobDescription = {
  kind: 'verify',
  words: 'a verification of addresses',
  request: verifyRequestSchema,
  created: verifyCreatedSchema,
  status: verifyStatusSchema,
  results: verifyResultsSchema,
  tag: 'Verification',
  about:
    'Asks the mail servers of up to 100,000 addresses whether the mailboxes exist, and sends no mail. An address costs 0.005 credits, and nothing when its verdict is `unknown`. The job runs in the background: read it until its `status` is `completed`, or name a `webhook_url`.',
  example: { emails: ['info@example.com', 'sales@example.com'] },
  createErrors: { 400: ['invalid_emails', 'invalid_webhook'] },
};

const id: Schema = {
  name: 'id',
  in: 'path',
  required: true,
  description: 'The `job_id` of the answer to the create.',
  schema: text,
};
const query = (name: string, schema: Schema, description: string): Schema => ({
  ...{ name, in: 'query', required: false, description, schema },
});

const listParameters = [
  query('limit', { type: 'integer', minimum: 1, maximum: 100, default: 20 }, 'The most jobs in the answer.'),
  query('cursor', matching('^[A-Za-z0-9_-]+$'), 'The `next_cursor` of the answer before.'),
  query('status', oneOf(...jobStatuses), 'Only jobs with this status.'),
  query('created_after', { type: 'string', format: 'date-time' }, 'Only jobs that were created after it.'),
  query('client_request_id', clientRequestIdSchema, 'Only jobs that were created with this id of yours.'),
];

/** The routes that both kinds of jobs have. */
function jobPaths(job: JobDescription, { createStatus, listEndpoints }: DocumentOptions): object {
  const { kind, words, tag, about, example } = job;
  const create = operation({
    id: `${kind}_create`,
    tag,
    summary: `Starts ${words}.`,
    description: about,
    body: job.request,
    example,
    success: { [createStatus]: job.created },
    errors: withKey({
      402: ['insufficient_credits'],
      500: ['job_create_failed'],
      ...unreadableBody,
      ...job.createErrors,
    }),
  });
  const list = operation({
    id: `${kind}_list`,
    tag,
    summary: "Lists the account's jobs of this kind, newest first.",
    description:
      'One page of jobs. While `next_cursor` is not null, send it as `cursor` to read the next page.',
    parameters: listParameters,
    success: { 200: exactly({ jobs: listOf(job.status), next_cursor: orNull(someText) }) },
    errors: withKey({ 400: ['invalid_query'] }),
  });
  const read = operation({
    id: `${kind}_read`,
    tag,
    summary: `Returns the status and progress of ${words}.`,
    description:
      'Read it every few seconds until `status` is `completed`, `failed` or `cancelled`. Reading costs nothing.',
    parameters: [id],
    success: { 200: job.status },
    errors: withKey({ 404: ['job_not_found'] }),
  });
  const results = operation({
    id: `${kind}_results`,
    tag,
    summary: `Returns the results of ${words}.`,
    description:
      'All rows of a completed job, as JSON or as a CSV file. Before its end the answer is 409. Reading costs nothing, and the results are kept for 30 days.',
    parameters: [id, query('format', oneOf('json', 'csv'), 'The form of the answer, `json` by default.')],
    success: { 200: jsonOrCsv(job.results) },
    errors: withKey({ 400: ['invalid_query'], 404: ['job_not_found'], 409: ['job_not_ready'] }),
  });
  return {
    [`/api/v1/${kind}/jobs`]: { post: create, ...(listEndpoints ? { get: list } : {}) },
    [`/api/v1/${kind}/jobs/{id}`]: { get: read },
    [`/api/v1/${kind}/jobs/{id}/results`]: { get: results },
  };
}

const otherPaths = {
  '/api/v1/jobs/{id}/cancel': {
    post: operation({
      id: 'job_cancel',
      tag: 'Jobs',
      summary: 'Cancels a queued or running job.',
      description:
        'It takes jobs of both kinds. Rows that were written stay charged. A job that has ended is answered 409.',
      parameters: [id],
      success: { 200: cancelledSchema },
      errors: withKey({ 404: ['job_not_found'], 409: ['job_not_cancellable'], 413: ['payload_too_large'] }),
    }),
  },
  '/api/v1/verify/email': {
    post: operation({
      id: 'verify_email',
      tag: 'Verification',
      summary: 'Verifies one address and answers with the verdict.',
      description:
        'The answer may take some seconds, because the mail server is asked. It costs 0.005 credits, and nothing when the verdict is `unknown`.',
      body: verifyEmailSchema,
      example: { email: 'info@example.com' },
      success: { 200: verdictSchema },
      errors: withKey({ 400: ['invalid_email'], 402: ['insufficient_credits'], ...unreadableBody }),
    }),
  },
  '/api/v1/account': {
    get: operation({
      id: 'account_read',
      tag: 'Account',
      summary: 'Returns the account of the API key.',
      description: 'The balance in credits. It is free of charge, so use it to check a key.',
      success: { 200: accountSchema },
      errors: withKey(),
    }),
  },
};
