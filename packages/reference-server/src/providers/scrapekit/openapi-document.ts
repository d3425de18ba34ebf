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

/** Describes this server's API as OpenAPI 3.1; the schemas of answers allow no other keys than they name (X04). */
export const openApiDocument = (options: DocumentOptions): object => ({
  openapi: '3.1.0',
  info: {
    title: 'ScrapeKit API',
    version: options.version,
    license: { name: 'MIT', identifier: 'MIT' },
    ...(options.attribution !== null && { description: options.attribution }),
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
  createErrors: { 400: ['invalid_query', 'invalid_webhook'], 429: ['too_many_active_jobs'] },
};

const verifyJobs: JobDescription = {
  kind: 'verify',
  words: 'a verification of addresses',
  request: verifyRequestSchema,
  created: verifyCreatedSchema,
  status: verifyStatusSchema,
  results: verifyResultsSchema,
  createErrors: { 400: ['invalid_emails', 'invalid_webhook'] },
};

const id: Schema = { name: 'id', in: 'path', required: true, schema: text };
const query = (name: string, schema: Schema): Schema => ({ name, in: 'query', required: false, schema });

const listParameters = [
  query('limit', { type: 'integer', minimum: 1, maximum: 100, default: 20 }),
  query('cursor', matching('^[A-Za-z0-9_-]+$')),
  query('status', oneOf(...jobStatuses)),
  query('created_after', { type: 'string', format: 'date-time' }),
  query('client_request_id', clientRequestIdSchema),
];

/** The routes that both kinds of jobs have. */
function jobPaths(job: JobDescription, { createStatus, listEndpoints }: DocumentOptions): object {
  const { kind, words } = job;
  const create = operation({
    id: `${kind}_create`,
    summary: `Starts ${words}.`,
    body: job.request,
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
    summary: "Lists the account's jobs of this kind, newest first.",
    parameters: listParameters,
    success: { 200: exactly({ jobs: listOf(job.status), next_cursor: orNull(someText) }) },
    errors: withKey({ 400: ['invalid_query'] }),
  });
  const read = operation({
    id: `${kind}_read`,
    summary: `Returns the status and progress of ${words}.`,
    parameters: [id],
    success: { 200: job.status },
    errors: withKey({ 404: ['job_not_found'] }),
  });
  const results = operation({
    id: `${kind}_results`,
    summary: `Returns the results of ${words}.`,
    parameters: [id, query('format', oneOf('json', 'csv'))],
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
      summary: 'Cancels a queued or running job. Rows that were written stay charged.',
      parameters: [id],
      success: { 200: cancelledSchema },
      errors: withKey({ 404: ['job_not_found'], 409: ['job_not_cancellable'], 413: ['payload_too_large'] }),
    }),
  },
  '/api/v1/verify/email': {
    post: operation({
      id: 'verify_email',
      summary: 'Verifies one address and answers with the verdict.',
      body: verifyEmailSchema,
      success: { 200: verdictSchema },
      errors: withKey({ 400: ['invalid_email'], 402: ['insufficient_credits'], ...unreadableBody }),
    }),
  },
  '/api/v1/account': {
    get: operation({
      id: 'account_read',
      summary: 'Returns the account of the API key. Free of charge.',
      success: { 200: accountSchema },
      errors: withKey(),
    }),
  },
};
