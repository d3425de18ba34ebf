import { isWebhookUrl } from '@scrapekit/guarded-http';
import { z } from 'zod/v4';
import { randomText } from '../../accounts/random-text.ts';
import { refuseUnknownFields, timestamp, type JsonObject } from '../../http/json.ts';
import { jobStatuses, type StoredJob } from '../../jobs/job.ts';
import * as schema from '../../http/openapi.ts';
import { about } from '../describe-api.ts';
import { invalid, type InvalidCode } from './refusals.ts';

export const PROVIDER = 'scrapekit';

/** The price of one lead, in thousandths of a credit (C043). */
export const LEAD_UNITS = 15;
/** The price of one verified address, in thousandths of a credit (C043). */
export const EMAIL_UNITS = 5;

export interface JobKind {
  /** Also the first part of the paths of its routes and of the names of its events. */
  readonly operation: 'scrape' | 'verify';
  readonly idPrefix: string;
}

export const scrapeKind: JobKind = { operation: 'scrape', idPrefix: 'sk_job_' };
export const verifyKind: JobKind = { operation: 'verify', idPrefix: 'sk_verify_' };

const RANDOM_LENGTH = 20;

/** Returns a new id with 119 random bits (C078). */
export const createJobId = ({ idPrefix }: JobKind): string => idPrefix + randomText(RANDOM_LENGTH);

const idPattern = ({ idPrefix }: JobKind): string => `^${idPrefix}[A-Za-z0-9]{${RANDOM_LENGTH}}$`;
export const idFormOf = (kind: JobKind): RegExp => new RegExp(idPattern(kind));
export const idSchema = (kind: JobKind): schema.Schema => schema.matching(idPattern(kind));

const MAX_CHARACTERS = 120;

/** A text of 1 to 120 Unicode code points that is not blank; an emoji is one code point (C070). */
export function shortText(name: string): z.ZodString {
  const message = `${name} must be text of 1 to ${MAX_CHARACTERS} characters.`;
  return z
    .string(message)
    .refine(
      (text) =>
        text.trim() !== '' && text.length <= 2 * MAX_CHARACTERS && Array.from(text).length <= MAX_CHARACTERS,
      message,
    );
}

export const shortTextSchema = schema.notBlank(MAX_CHARACTERS);

/**
 * The column that stores it cannot hold U+0000 and half of a surrogate pair, so all control characters and halves are
 * refused.
 */
export const clientRequestId = shortText('client_request_id').regex(
  /^[^\p{Cc}\p{Cs}]*$/u,
  'client_request_id must not hold control characters or halves of surrogate pairs.',
);

export const clientRequestIdSchema: schema.Schema = {
  ...shortTextSchema,
  pattern: '^(?=[\\s\\S]*\\S)[^\\p{Cc}\\p{Cs}]*$',
};

/** The optional fields that both creates have. */
export interface JobOptions {
  readonly webhookUrl?: string;
  readonly clientRequestId?: string;
}

export interface JobOptionsRules {
  readonly allowPrivate: boolean;
  /** The error code for fields that have no separate code. */
  readonly invalidCode: InvalidCode;
}

/** Parses `webhook_url` and `client_request_id` (C074-C076, X02); throws a 400 that names the field. */
export function parseJobOptions(
  body: JsonObject,
  { allowPrivate, invalidCode }: JobOptionsRules,
): JobOptions {
  const requestId = clientRequestId.nullish().safeParse(body['client_request_id']);
  if (!requestId.success)
    throw invalid(invalidCode, requestId.error.issues[0]?.message ?? 'client_request_id is not valid.');
  const webhookUrl = body['webhook_url'] ?? undefined;
  if (webhookUrl !== undefined && !isWebhookUrl(webhookUrl, { allowPrivate })) {
    throw invalid('invalid_webhook', 'webhook_url must be an https:// address on the public internet.');
  }
  return { webhookUrl, clientRequestId: requestId.data ?? undefined };
}

export const jobOptionsSchema: schema.Properties = {
  // A pattern cannot express that the host is on the public internet.
  webhook_url: about(
    'An https address on the public internet that gets the end of the job.',
    schema.orNull({
      type: 'string',
      maxLength: 2048,
      pattern: '^https:\\/\\/[^/\\\\?#\\s][^\\s\\p{Cc}]*$',
    }),
  ),
  client_request_id: about(
    'An id of yours, which the status of the job repeats.',
    schema.orNull(clientRequestIdSchema),
  ),
};

/**
 * Throws a 400 for a field that the create does not document, because a job for which a misspelled `max_leads` is
 * ignored takes the whole balance (C075). `ownFields` are those that only this create has.
 */
export function refuseUnknownJobFields(
  body: JsonObject,
  ownFields: readonly string[],
  invalidCode: InvalidCode,
): void {
  refuseUnknownFields(body, [...ownFields, ...Object.keys(jobOptionsSchema)], (message) =>
    invalid(invalidCode, message),
  );
}

const emailLength = { min: 3, max: 254 } as const;

/** The rule for an element of a list (C132); `verify/email` has a stricter one. */
export const isEmailShaped = (value: unknown): value is string =>
  typeof value === 'string' &&
  value.length >= emailLength.min &&
  value.length <= emailLength.max &&
  value.includes('@');

export const emailLengthSchema: schema.Schema = {
  type: 'string',
  minLength: emailLength.min,
  maxLength: emailLength.max,
};

/** The last fields of a job's status; `updated_at` is the time of the request (C096). */
export const statusEnd = (job: StoredJob, now: Date): object => ({
  error: job.error,
  created_at: timestamp(job.createdAt),
  updated_at: timestamp(now),
  ...(job.clientRequestId === null ? {} : { client_request_id: job.clientRequestId }),
});

/** Returns the schema of a job's status. `own` are the fields that only this kind of job has. */
export const statusSchema = (
  kind: JobKind,
  own: schema.Properties,
  optional: schema.Properties = {},
): schema.Schema =>
  schema.exactly(
    {
      job_id: idSchema(kind),
      status: schema.oneOf(...jobStatuses),
      ...own,
      credits_used: schema.credits,
      error: schema.orNull(schema.someText),
      created_at: schema.timestamp,
      updated_at: schema.timestamp,
    },
    { client_request_id: clientRequestIdSchema, ...optional },
  );
