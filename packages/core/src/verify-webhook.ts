import { ConfigurationError } from './errors/configuration-error.ts';
import { webhookSources } from './providers/webhook-sources.ts';
import { isWebhookSource, type WebhookSource } from './webhooks/contract.ts';
import type { Delivery } from './webhooks/delivery.ts';
import type { WebhookEvent } from './webhook-event.ts';
import type { SignOptions } from './webhooks/signature.ts';
import { sign } from './webhooks/schemes.ts';
import { verifyDelivery, type VerifyOptions } from './webhooks/verify.ts';

export type { SignOptions } from './webhooks/signature.ts';
export type { VerifyOptions } from './webhooks/verify.ts';
export type ProviderId = keyof typeof webhookSources;

/**
 * Returns the event of a genuine and fresh delivery, and throws WebhookVerificationError for any other. A body that is
 * signed but unreadable becomes an event with `readable: false`. Throws ConfigurationError for an unknown provider and
 * for unusable options, except that a delivery without a usable secret is rejected (`no_secret`).
 */
export const verifyWebhook = (
  provider: ProviderId | WebhookSource,
  delivery: Delivery,
  options: VerifyOptions,
): WebhookEvent => verifyDelivery(definitionOf(provider), delivery, options);

/**
 * Returns the headers that sign a body as this provider does; for servers and for tests of a receiver. Throws
 * ConfigurationError for an unknown provider and for unusable options.
 */
export const signWebhook = (
  provider: ProviderId | WebhookSource,
  options: SignOptions,
): Record<string, string> => sign(definitionOf(provider).webhook.scheme, options);

function definitionOf(provider: ProviderId | WebhookSource): WebhookSource {
  const known: Readonly<Record<string, WebhookSource>> = webhookSources;
  const source = typeof provider === 'string' && Object.hasOwn(known, provider) ? known[provider] : provider;
  if (isWebhookSource(source)) return source;
  const problem =
    typeof provider === 'string'
      ? `There is no provider '${provider}'.`
      : 'A provider is an id or a definition with its webhooks.';
  throw new ConfigurationError(`${problem} Known: ${Object.keys(webhookSources).join(', ')}.`);
}
