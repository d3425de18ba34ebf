import { verifyWebhook, WebhookVerificationError, type ProviderDefinition } from '@scrapekit/core';
import type { WebhookRejection } from '@scrapekit/core';
import type { Bundle } from 'zapier-platform-core';

/**
 * What a callback's signature proves. It decides nothing: the job is read again with the key whatever came, and
 * Zapier may hand a callback over long after the five minutes in which a signature counts as fresh.
 */
export function judgeCallback(
  provider: ProviderDefinition,
  { headers = {}, content = '' }: NonNullable<Bundle['rawRequest']>,
  { secrets, now }: { readonly secrets: readonly string[]; readonly now: Date },
): WebhookRejection | 'genuine' {
  const delivery = { headers: Object.entries(headers).map(asSent), body: Buffer.from(content) };
  try {
    verifyWebhook(provider, delivery, { secrets, now });
    return 'genuine';
  } catch (error) {
    if (WebhookVerificationError.isInstance(error)) return error.reason;
    throw error;
  }
}

/** Zapier writes most headers as `Http-X-Name`. */
const asSent = ([name, value]: readonly [string, string]) => [name.replace(/^http-/i, ''), value] as const;
