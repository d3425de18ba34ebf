import { jobStatuses } from '../../../jobs/job.ts';
import { unreadableBody, withKey } from './errors.ts';
import * as jobs from './job-schemas.ts';
import { jsonOrCsv, operation } from './operation.ts';
import { exactly, flag, listOf, matching, oneOf, orNull, someText, text, type Schema } from './schema.ts';

const id: Schema = { name: 'id', in: 'path', required: true, schema: text };
const query = (name: string, schema: Schema): Schema => ({ name, in: 'query', required: false, schema });
const format = query('format', oneOf('json', 'csv'));

const listParameters = [
  query('limit', { type: 'integer', minimum: 1, maximum: 100, default: 20 }),
  query('cursor', matching('^[A-Za-z0-9_-]+$')),
  query('status', oneOf(...jobStatuses)),
  query('created_after', { type: 'string', format: 'date-time' }),
  query('client_request_id', jobs.clientRequestId),
];
const page = (status: Schema): Schema => exactly({ jobs: listOf(status), next_cursor: orNull(someText) });
const options = { webhook_url: orNull(jobs.webhookUrl), client_request_id: orNull(jobs.clientRequestId) };

/** Of what it lists, one thing at least is an address (C132, A16). */
const emails: Schema = {
  type: 'array',
  minItems: 1,
  maxItems: 100_000,
  items: {},
  contains: { type: 'string', minLength: 3, maxLength: 254, pattern: '@' },
};

interface JobPaths {
  readonly kind: 'scrape' | 'verify';
  readonly what: string;
  readonly body: Schema;
  readonly created: Schema;
  readonly status: Schema;
  readonly results: Schema;
  /** The codes of a refused create by status. */
  readonly refusals: Readonly<Record<number, readonly string[]>>;
}

const kinds: readonly JobPaths[] = [
  {
    kind: 'scrape',
    what: 'a search for leads',
    body: exactly(
      { query: jobs.shortText, location: jobs.shortText },
      {
        max_leads: orNull({ type: 'integer', minimum: 0, maximum: 500_000 }),
        verify_emails: orNull(flag),
        ...options,
      },
    ),
    created: jobs.scrapeCreated,
    status: jobs.scrapeStatus,
    results: jobs.scrapeResults,
    refusals: { 400: ['invalid_query', 'invalid_webhook'], 429: ['too_many_active_jobs'] },
  },
  {
    kind: 'verify',
    what: 'the verification of a list',
    body: exactly({ emails }, options),
    created: jobs.verifyCreated,
    status: jobs.verifyStatus,
    results: jobs.verifyResults,
    refusals: { 400: ['invalid_emails', 'invalid_webhook'] },
  },
];

export interface JobPathsOptions {
  /** The status of an accepted create (A01). */
  readonly createStatus: number;
  readonly listEndpoints: boolean;
}

/** The routes that both kinds of jobs have. */
export const jobPaths = (settings: JobPathsOptions): object =>
  Object.assign({}, ...kinds.map((paths) => pathsOf(paths, settings))) as object;

function pathsOf({ kind, what, ...of }: JobPaths, { createStatus, listEndpoints }: JobPathsOptions): object {
  const create = operation({
    id: `${kind}_create`,
    summary: `Begin ${what}.`,
    body: of.body,
    success: { [createStatus]: of.created },
    errors: withKey({
      402: ['insufficient_credits'],
      500: ['job_create_failed'],
      ...unreadableBody,
      ...of.refusals,
    }),
  });
  const list = operation({
    id: `${kind}_list`,
    summary: 'The jobs of the account, newest first.',
    parameters: listParameters,
    success: { 200: page(of.status) },
    errors: withKey({ 400: ['invalid_query'] }),
  });
  const read = operation({
    id: `${kind}_read`,
    summary: `How far ${what} is.`,
    parameters: [id],
    success: { 200: of.status },
    errors: withKey({ 404: ['job_not_found'] }),
  });
  const results = operation({
    id: `${kind}_results`,
    summary: `What ${what} came to.`,
    parameters: [id, format],
    success: { 200: jsonOrCsv(of.results) },
    errors: withKey({ 400: ['invalid_query'], 404: ['job_not_found'], 409: ['job_not_ready'] }),
  });
  return {
    [`/api/v1/${kind}/jobs`]: { post: create, ...(listEndpoints ? { get: list } : {}) },
    [`/api/v1/${kind}/jobs/{id}`]: { get: read },
    [`/api/v1/${kind}/jobs/{id}/results`]: { get: results },
  };
}
