import { z } from 'zod/v4';
import { toCredits } from '../../accounts/credits.ts';
import { timestamp, type JsonObject } from '../../http/json.ts';
import type { RowsFile } from '../../http/send-rows.ts';
import type { StoredJob } from '../../jobs/job.ts';
import { listResultPages } from '../../jobs/results.ts';
import type { Place } from '../../leads/source.ts';
import type { Db } from '../../storage/database.ts';
import {
  idSchema,
  jobOptionsSchema,
  parseJobOptions,
  refuseUnknownJobFields,
  scrapeKind,
  shortText,
  shortTextSchema,
  statusEnd,
  statusSchema,
  type JobOptions,
  LEAD_UNITS,
} from './bodies.ts';
import * as schema from '../../http/openapi.ts';
import { about } from '../describe-api.ts';
import { invalid } from './refusals.ts';
import { verdictStatuses } from './verify-bodies.ts';

/** The most leads of one job (C072). */
const MAX_LEADS = 500_000;

const LEADS_MESSAGE = `max_leads must be a whole number from 0 to ${MAX_LEADS}.`;

const scrapeRequest = z.object({
  query: shortText('query'),
  location: shortText('location'),
  max_leads: z.int(LEADS_MESSAGE).min(0, LEADS_MESSAGE).max(MAX_LEADS, LEADS_MESSAGE).nullish(),
  verify_emails: z.boolean('verify_emails must be true or false.').nullish(),
});

export interface ScrapeRequest extends JobOptions {
  readonly query: string;
  readonly location: string;
  /** At least 1; the maximum when the request has no cap. */
  readonly maxLeads: number;
  readonly verifyEmails: boolean;
}

/** Parses the body of a create (C068-C076, X02); throws a 400 that names the field. */
export function parseScrapeRequest(
  body: JsonObject,
  { allowPrivate }: { readonly allowPrivate: boolean },
): ScrapeRequest {
  refuseUnknownJobFields(body, Object.keys(scrapeRequest.shape), 'invalid_query');
  const result = scrapeRequest.safeParse(body);
  if (!result.success)
    throw invalid('invalid_query', result.error.issues[0]?.message ?? 'The request is not valid.');
  const { query, location, max_leads, verify_emails } = result.data;
  return {
    ...parseJobOptions(body, { allowPrivate, invalidCode: 'invalid_query' }),
    query,
    location,
    maxLeads: max_leads || MAX_LEADS,
    verifyEmails: verify_emails ?? false,
  };
}

export const scrapeRequestSchema = schema.exactly(
  {
    query: about('The kind of business, such as `dentists`.', shortTextSchema),
    location: about('A city with its country, a region, coordinates or a post code.', shortTextSchema),
  },
  {
    max_leads: about(
      'The most leads. 0 and null mean no limit.',
      schema.orNull({ type: 'integer', minimum: 0, maximum: MAX_LEADS }),
    ),
    verify_emails: about('Whether the addresses of the leads are verified.', schema.orNull(schema.flag)),
    ...jobOptionsSchema,
  },
);

/** The input of a scrape job as it is stored. */
export type ScrapeInput = Pick<ScrapeRequest, 'query' | 'location' | 'verifyEmails'>;

export const scrapeInput = (job: StoredJob): ScrapeInput => job.input as ScrapeInput;

export function scrapeCreatedBody(job: StoredJob): object {
  const { query, location, verifyEmails } = scrapeInput(job);
  return {
    job_id: job.id,
    status: job.status,
    query,
    location,
    max_leads: job.cap,
    verify_emails: verifyEmails,
    estimated_credits: toCredits(job.cap * LEAD_UNITS),
    created_at: timestamp(job.createdAt),
  };
}

export const scrapeCreatedSchema = schema.exactly({
  job_id: idSchema(scrapeKind),
  status: schema.oneOf('queued'),
  query: schema.text,
  location: schema.text,
  max_leads: { type: 'integer', minimum: 1, maximum: MAX_LEADS },
  verify_emails: schema.flag,
  estimated_credits: schema.credits,
  created_at: schema.timestamp,
});

/** The key in a job's tally of the leads with at least one verdict other than `unknown` (C093). */
export const VERIFIED = 'verified';

/** The body of the status route, and of the job in a list (C090-C100). */
export function scrapeStatusBody(job: StoredJob, now: Date): object {
  const { query, location, verifyEmails } = scrapeInput(job);
  return {
    job_id: job.id,
    status: job.status,
    query,
    location,
    progress: { scraped: job.produced, verified: job.tally[VERIFIED] ?? 0, target: job.target ?? 0 },
    credits_used: toCredits(job.unitsCharged),
    // The cost of the verifications is shown beside the cost of the leads (A05).
    ...(verifyEmails ? { verification_credits_used: toCredits(job.extraUnits) } : {}),
    ...statusEnd(job, now),
  };
}

export const scrapeStatusSchema = statusSchema(
  scrapeKind,
  {
    query: schema.text,
    location: schema.text,
    progress: schema.exactly({ scraped: schema.count, verified: schema.count, target: schema.count }),
  },
  { verification_credits_used: schema.credits },
);

/** The columns of a CSV file, in order; a JSON lead has the same keys (C105, C113). */
const leadColumns = [
  'place_id',
  'name',
  'address',
  'phone',
  'website',
  'rating',
  'reviews_count',
  'lat',
  'lng',
  'category',
  'emails_found',
] as const;

type LeadColumn = (typeof leadColumns)[number];

export type Lead = Readonly<Record<LeadColumn, string | number>>;

/** A lead as a row of the results; an unknown value is an empty text (C106). */
export const leadRow = (place: Place, emails: readonly string[]): Lead => ({
  place_id: place.placeId,
  name: place.name,
  address: place.address,
  phone: place.phone,
  website: place.website,
  rating: place.rating ?? '',
  reviews_count: place.reviewsCount ?? '',
  lat: place.lat,
  lng: place.lng,
  category: place.category,
  emails_found: emails.join(';'),
});

/** A lead of a job with `verify_emails` (C109). */
export const verifiedLeadRow = (lead: Lead, emailStatus: string): object => ({
  ...lead,
  email_status: emailStatus,
});

const numberOrEmpty = (number: schema.Schema): schema.Schema => ({ anyOf: [number, schema.oneOf('')] });

const leadSchemas: Readonly<Record<LeadColumn, schema.Schema>> = {
  place_id: schema.someText,
  name: schema.text,
  address: schema.text,
  phone: schema.text,
  website: schema.text,
  rating: numberOrEmpty({ type: 'number', minimum: 0, maximum: 5 }),
  reviews_count: numberOrEmpty(schema.count),
  lat: { type: 'number', minimum: -90, maximum: 90 },
  lng: { type: 'number', minimum: -180, maximum: 180 },
  category: schema.text,
  emails_found: schema.text,
};

/** The results of a completed scrape (C101-C119). */
export const scrapeResults = (db: Db, job: StoredJob): RowsFile => ({
  envelope: {
    job_id: job.id,
    status: job.status,
    results_count: job.produced,
    credits_used: toCredits(job.unitsCharged),
  },
  list: 'results',
  columns: scrapeInput(job).verifyEmails ? [...leadColumns, 'email_status'] : leadColumns,
  pages: listResultPages(db, job.id),
});

export const scrapeResultsSchema = schema.exactly({
  job_id: idSchema(scrapeKind),
  status: schema.oneOf('completed'),
  results_count: schema.count,
  credits_used: schema.credits,
  results: schema.listOf(schema.exactly(leadSchemas, { email_status: schema.oneOf('', ...verdictStatuses) })),
});
