import {
  verifyWebhook,
  WebhookVerificationError,
  type WebhookEvent,
  type WebhookRequest,
} from '@scrapekit/core';
import type { Source } from '../config/config.ts';

/** Returns the event of a genuine webhook that was refused because it arrived too late. */
export function readLateEvent(
  { provider, webhookSecrets: secrets }: Source,
  { headers, body }: WebhookRequest,
  now: Date,
): WebhookEvent | undefined {
  if (!(body instanceof Uint8Array)) return undefined;
  try {
    return verifyWebhook(provider, { headers, body }, { secrets, now });
  } catch (error) {
    if (WebhookVerificationError.isInstance(error)) return error.event;
    throw error;
  }
}
