import { toCredits } from '../../accounts/credits.ts';
import { timestamp, type JsonObject } from '../../http/json.ts';
import type { RowsFile } from '../../http/send-rows.ts';
import type { StoredJob } from '../../jobs/job.ts';
import { listResultPages } from '../../jobs/results.ts';
import type { Db } from '../../storage/database.ts';
import type { Verdict } from '../../verification/verdict.ts';
import {
  emailLengthSchema,
  idSchema,
  isEmailShaped,
  jobOptionsSchema,
  parseJobOptions,
  refuseUnknownJobFields,
  statusEnd,
  statusSchema,
  verifyKind,
  type JobOptions,
  EMAIL_UNITS,
} from './bodies.ts';
import * as schema from '../../http/openapi.ts';
import { about } from '../describe-api.ts';
import { invalid } from './refusals.ts';

/** The most addresses of one job. */
export const MOST_EMAILS = 100_000;

export interface VerifyRequest extends JobOptions {
  /** In the order of the request, with repetitions; elements that cannot be addresses were dropped (A16). */
  readonly emails: readonly string[];
}

/** Parses the body of a bulk create (C129-C135); throws a 400 that names the field. */
export function parseVerifyRequest(
  body: JsonObject,
  { allowPrivate }: { readonly allowPrivate: boolean },
): VerifyRequest {
  refuseUnknownJobFields(body, ['emails'], 'invalid_emails');
  return {
    emails: parseEmails(body['emails']),
    ...parseJobOptions(body, { allowPrivate, invalidCode: 'invalid_emails' }),
  };
}

// This is no zod schema, because zod reports every bad element: 100,000 of them become megabytes of issues.
function parseEmails(value: unknown): readonly string[] {
  if (!Array.isArray(value) || value.length === 0 || value.length > MOST_EMAILS)
    throw invalid('invalid_emails', `emails must be a list of 1 to ${MOST_EMAILS} addresses.`);
  const emails = value.filter(isEmailShaped);
  if (emails.length === 0) throw invalid('invalid_emails', 'The list holds no e-mail address.');
  return emails;
}

/** At least one element must be an address (C132, A16). */
const emailsSchema: schema.Schema = {
  type: 'array',
  minItems: 1,
  maxItems: MOST_EMAILS,
  items: {},
  contains: { ...emailLengthSchema, pattern: '@' },
};

export const verifyRequestSchema = schema.exactly(
  { emails: about('The addresses. At least one must have an @.', emailsSchema) },
  jobOptionsSchema,
);

export const verifyCreatedBody = (job: StoredJob): object => ({
  job_id: job.id,
  status: job.status,
  total: job.cap,
  estimated_credits: toCredits(job.cap * EMAIL_UNITS),
  created_at: timestamp(job.createdAt),
});

export const verifyCreatedSchema = schema.exactly({
  job_id: idSchema(verifyKind),
  status: schema.oneOf('queued'),
  total: { type: 'integer', minimum: 1, maximum: MOST_EMAILS },
  estimated_credits: schema.credits,
  created_at: schema.timestamp,
});

/** Counts the addresses that can be written to (C139). */
export const countValid = ({ tally }: StoredJob): number => (tally['safe'] ?? 0) + (tally['role'] ?? 0);

/** The body of the status route, and of the job in a list (C138-C140). */
export const verifyStatusBody = (job: StoredJob, now: Date): object => ({
  job_id: job.id,
  status: job.status,
  total: job.cap,
  processed: job.produced,
  valid: countValid(job),
  credits_used: toCredits(job.unitsCharged),
  ...statusEnd(job, now),
});

export const verifyStatusSchema = statusSchema(verifyKind, {
  total: schema.count,
  processed: schema.count,
  valid: schema.count,
});

/** The statuses of verdicts, in the order of the summary (C142). */
export const verdictStatuses = [
  'safe',
  'role',
  'catch_all',
  'disposable',
  'invalid',
  'disabled',
  'inbox_full',
  'unknown',
] as const satisfies readonly Verdict['status'][];

/** The columns of a CSV file, in order; a JSON verdict has the same keys (C143, C145). */
const verdictColumns = [
  'email',
  'status',
  'reason',
  'role',
  'catch_all',
  'free_provider',
  'overall_score',
] as const;

type VerdictColumn = (typeof verdictColumns)[number];

/** A verdict as a row of the results. */
export const verdictRow = ({
  email,
  status,
  reason,
  score,
  checks,
}: Verdict): Readonly<Record<VerdictColumn, string | number | boolean | null>> => ({
  email: email.toLowerCase(),
  status,
  reason,
  role: checks.role_account,
  catch_all: checks.catch_all,
  free_provider: checks.free_provider,
  overall_score: score,
});

export const scoreSchema: schema.Schema = { type: 'integer', minimum: 0, maximum: 95 };

const verdictSchemas: Readonly<Record<VerdictColumn, schema.Schema>> = {
  email: schema.someText,
  status: schema.oneOf(...verdictStatuses),
  reason: schema.orNull(schema.someText),
  role: schema.flag,
  catch_all: schema.flag,
  free_provider: schema.flag,
  overall_score: scoreSchema,
};

/** The results of a completed verification (C141-C146). */
export const verifyResults = (db: Db, job: StoredJob): RowsFile => ({
  envelope: {
    job_id: job.id,
    status: job.status,
    summary: summaryOf(job),
    credits_used: toCredits(job.unitsCharged),
  },
  list: 'results',
  columns: verdictColumns,
  pages: listResultPages(db, job.id),
});

// The total counts verdicts, which are fewer than the addresses when the credits ran out (A09).
const summaryOf = ({ produced, tally }: StoredJob): object => ({
  total: produced,
  ...Object.fromEntries(verdictStatuses.map((status) => [status, tally[status] ?? 0])),
});

export const verifyResultsSchema = schema.exactly({
  job_id: idSchema(verifyKind),
  status: schema.oneOf('completed'),
  summary: schema.exactly({
    total: schema.count,
    ...Object.fromEntries(verdictStatuses.map((status) => [status, schema.count])),
  }),
  credits_used: schema.credits,
  results: schema.listOf(schema.exactly(verdictSchemas)),
});
