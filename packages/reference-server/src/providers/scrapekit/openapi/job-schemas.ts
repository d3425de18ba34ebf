import { jobStatuses } from '../../../jobs/job.ts';
import type { leadColumns } from '../lead.ts';
import { verdictStatuses } from '../verdict-row.ts';
import {
  count,
  credits,
  exactly,
  flag,
  listOf,
  matching,
  oneOf,
  orNull,
  someText,
  text,
  timestamp,
  type Properties,
  type Schema,
} from './schema.ts';

export const scrapeId = matching('^sk_job_[A-Za-z0-9]{20}$');
export const verifyId = matching('^sk_verify_[A-Za-z0-9]{20}$');
export const notBlank = (maxLength: number): Schema => ({
  type: 'string',
  minLength: 1,
  maxLength,
  pattern: '\\S',
});
export const shortText = notBlank(120);
/** Not blank, and without control characters. */
export const clientRequestId: Schema = { ...shortText, pattern: '^(?=[\\s\\S]*\\S)\\P{Cc}*$' };
/** That it leads to the public internet no pattern can say. */
export const webhookUrl: Schema = {
  type: 'string',
  maxLength: 2048,
  pattern: '^https:\\/\\/[^/\\\\?#\\s][^\\s\\p{Cc}]*$',
};

const ending: Properties = { error: orNull(someText), created_at: timestamp, updated_at: timestamp };
const requestId: Properties = { client_request_id: clientRequestId };

export const scrapeCreated = exactly({
  job_id: scrapeId,
  status: oneOf('queued'),
  query: text,
  location: text,
  max_leads: { type: 'integer', minimum: 1, maximum: 500_000 },
  verify_emails: flag,
  estimated_credits: credits,
  created_at: timestamp,
});

export const scrapeStatus = exactly(
  {
    job_id: scrapeId,
    status: oneOf(...jobStatuses),
    query: text,
    location: text,
    progress: exactly({ scraped: count, verified: count, target: count }),
    credits_used: credits,
    ...ending,
  },
  { ...requestId, verification_credits_used: credits },
);

const numberOrNothing = (schema: Schema): Schema => ({ anyOf: [schema, oneOf('')] });
const leadValues: Readonly<Record<(typeof leadColumns)[number], Schema>> = {
  place_id: someText,
  name: text,
  address: text,
  phone: text,
  website: text,
  rating: numberOrNothing({ type: 'number', minimum: 0, maximum: 5 }),
  reviews_count: numberOrNothing(count),
  lat: { type: 'number', minimum: -90, maximum: 90 },
  lng: { type: 'number', minimum: -180, maximum: 180 },
  category: text,
  emails_found: text,
};

export const scrapeResults = exactly({
  job_id: scrapeId,
  status: oneOf('completed'),
  results_count: count,
  credits_used: credits,
  results: listOf(exactly(leadValues, { email_status: oneOf('', ...verdictStatuses) })),
});

export const verifyCreated = exactly({
  job_id: verifyId,
  status: oneOf('queued'),
  total: { type: 'integer', minimum: 1, maximum: 100_000 },
  estimated_credits: credits,
  created_at: timestamp,
});

export const verifyStatus = exactly(
  {
    job_id: verifyId,
    status: oneOf(...jobStatuses),
    total: count,
    processed: count,
    valid: count,
    credits_used: credits,
    ...ending,
  },
  requestId,
);

const score: Schema = { type: 'integer', minimum: 0, maximum: 95 };

export const verifyResults = exactly({
  job_id: verifyId,
  status: oneOf('completed'),
  summary: exactly({
    total: count,
    ...Object.fromEntries(verdictStatuses.map((status) => [status, count])),
  }),
  credits_used: credits,
  results: listOf(
    exactly({
      email: someText,
      status: oneOf(...verdictStatuses),
      reason: orNull(someText),
      role: flag,
      catch_all: flag,
      free_provider: flag,
      overall_score: score,
    }),
  ),
});

export const singleVerdict = exactly({
  email: someText,
  status: oneOf(...verdictStatuses),
  score,
  reason: orNull(someText),
  checks: exactly({
    syntax: oneOf('pass', 'fail'),
    mx: oneOf('pass', 'fail'),
    smtp: oneOf('pass', 'timeout', 'fail'),
    disposable: flag,
    role_account: flag,
    catch_all: flag,
    free_provider: flag,
  }),
  credits_used: { type: 'number', enum: [0, 0.005] },
});

export const cancelled = exactly({
  job_id: { anyOf: [scrapeId, verifyId] },
  status: oneOf('cancelled'),
  cancelled_at: timestamp,
  note: someText,
});
