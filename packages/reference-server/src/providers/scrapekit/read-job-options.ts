import type { JsonObject } from '../../http/json.ts';
import { complainOfUnknownField } from '../../http/unknown-field.ts';
import { isWebhookUrl } from '../../webhooks/webhook-url.ts';
import { invalid, type InvalidCode } from './refusals.ts';
import { shortText } from './short-text.ts';

// Kept in a text column, which takes no U+0000.
export const clientRequestId = shortText('client_request_id').regex(
  /^\P{Cc}*$/u,
  'client_request_id must not hold control characters.',
);

/** What every create may carry beside its work. */
export interface JobOptions {
  readonly webhookUrl?: string;
  readonly clientRequestId?: string;
}

export interface JobOptionsRules {
  readonly allowPrivate: boolean;
  /** The endpoint's own code, for what has none. */
  readonly invalidCode: InvalidCode;
}

/**
 * Throws the endpoint's own 400 for a field that no create documents. The page documents `ownFields` and
 * `webhook_url`, and X02 documents `client_request_id`. Any other field is refused although C075 lets it pass, because
 * a job for which a misspelled `max_leads` is ignored takes the whole balance.
 */
export function refuseUnknownFields(
  body: JsonObject,
  ownFields: readonly string[],
  invalidCode: InvalidCode,
): void {
  const complaint = complainOfUnknownField(body, [...ownFields, 'webhook_url', 'client_request_id']);
  if (complaint !== undefined) throw invalid(invalidCode, complaint);
}

/** Checks `webhook_url` and `client_request_id` (C074-C076, X02); throws the 400 that names the field. */
export function readJobOptions(body: JsonObject, { allowPrivate, invalidCode }: JobOptionsRules): JobOptions {
  const requestId = clientRequestId.nullish().safeParse(body['client_request_id']);
  if (!requestId.success)
    throw invalid(invalidCode, requestId.error.issues[0]?.message ?? 'client_request_id is not valid.');
  const webhookUrl = body['webhook_url'] ?? undefined;
  if (webhookUrl !== undefined && !isWebhookUrl(webhookUrl, { allowPrivate })) {
    throw invalid('invalid_webhook', 'webhook_url must be an https:// address on the public internet.');
  }
  return { webhookUrl, clientRequestId: requestId.data ?? undefined };
}
