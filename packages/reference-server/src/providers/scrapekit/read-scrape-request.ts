import { z } from 'zod/v4';
import type { JsonObject } from '../../http/json-body.ts';
import { isWebhookUrl } from '../../webhooks/webhook-url.ts';
import { invalid, notBuilt } from './refusals.ts';

const MAX_CHARACTERS = 120;
/** The hard ceiling of one job (C072). */
export const MAX_LEADS = 500_000;

// Characters are code points: an emoji is one (C070).
const shortText = (name: string) => {
  const message = `${name} must be text of 1 to ${MAX_CHARACTERS} characters.`;
  return z
    .string(message)
    .refine(
      (text) =>
        text.trim() !== '' && text.length <= 2 * MAX_CHARACTERS && Array.from(text).length <= MAX_CHARACTERS,
      message,
    );
};

const leadsMessage = `max_leads must be a whole number from 0 to ${MAX_LEADS}.`;

// Kept in a text column, which takes no U+0000.
export const clientRequestId = shortText('client_request_id').regex(
  /^\P{Cc}*$/u,
  'client_request_id must not hold control characters.',
);

const scrapeRequest = z.object({
  query: shortText('query'),
  location: shortText('location'),
  max_leads: z.int(leadsMessage).min(0, leadsMessage).max(MAX_LEADS, leadsMessage).nullish(),
  verify_emails: z.boolean('verify_emails must be true or false.').nullish(),
  client_request_id: clientRequestId.nullish(),
});

export interface ScrapeRequest {
  readonly query: string;
  readonly location: string;
  /** The most leads wanted; no cap is the ceiling. */
  readonly maxLeads: number;
  readonly webhookUrl?: string;
  readonly clientRequestId?: string;
}

/** Checks a create's body (C068-C076, X02); throws the 400 that names the field. */
export function readScrapeRequest(
  body: JsonObject,
  { allowPrivate }: { readonly allowPrivate: boolean },
): ScrapeRequest {
  const result = scrapeRequest.safeParse(body);
  if (!result.success)
    throw invalid('invalid_query', result.error.issues[0]?.message ?? 'The request is not valid.');
  const webhookUrl = body['webhook_url'] ?? undefined;
  if (webhookUrl !== undefined && !isWebhookUrl(webhookUrl, { allowPrivate })) {
    throw invalid('invalid_webhook', 'webhook_url must be an https:// address on the public internet.');
  }
  const { query, location, max_leads, verify_emails, client_request_id } = result.data;
  if (verify_emails === true) throw notBuilt('verify the e-mail addresses of leads');
  return {
    query,
    location,
    maxLeads: max_leads || MAX_LEADS,
    webhookUrl,
    clientRequestId: client_request_id ?? undefined,
  };
}
