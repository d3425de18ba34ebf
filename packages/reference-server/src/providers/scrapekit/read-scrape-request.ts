import { z } from 'zod/v4';
import type { JsonObject } from '../../http/json.ts';
import { readJobOptions, refuseUnknownFields, type JobOptions } from './read-job-options.ts';
import { invalid } from './refusals.ts';
import { shortText } from './short-text.ts';

/** The hard ceiling of one job (C072). */
export const MAX_LEADS = 500_000;

const leadsMessage = `max_leads must be a whole number from 0 to ${MAX_LEADS}.`;

const scrapeRequest = z.object({
  query: shortText('query'),
  location: shortText('location'),
  max_leads: z.int(leadsMessage).min(0, leadsMessage).max(MAX_LEADS, leadsMessage).nullish(),
  verify_emails: z.boolean('verify_emails must be true or false.').nullish(),
});

export interface ScrapeRequest extends JobOptions {
  readonly query: string;
  readonly location: string;
  /** The most leads wanted; no cap is the ceiling. */
  readonly maxLeads: number;
  readonly verifyEmails: boolean;
}

/** Checks a create's body (C068-C076, X02); throws the 400 that names the field. */
export function readScrapeRequest(
  body: JsonObject,
  { allowPrivate }: { readonly allowPrivate: boolean },
): ScrapeRequest {
  refuseUnknownFields(body, Object.keys(scrapeRequest.shape), 'invalid_query');
  const result = scrapeRequest.safeParse(body);
  if (!result.success)
    throw invalid('invalid_query', result.error.issues[0]?.message ?? 'The request is not valid.');
  const { query, location, max_leads, verify_emails } = result.data;
  return {
    ...readJobOptions(body, { allowPrivate, invalidCode: 'invalid_query' }),
    query,
    location,
    maxLeads: max_leads || MAX_LEADS,
    verifyEmails: verify_emails ?? false,
  };
}
