import { ConfigurationError } from './errors/configuration-error.ts';
import type { ProviderDefinition } from './provider.ts';
import { providers } from './providers/index.ts';
import type { Delivery } from './webhooks/delivery.ts';
import type { WebhookEvent } from './webhook-event.ts';
import type { SignOptions } from './webhooks/signature.ts';
import { sign } from './webhooks/schemes.ts';
import { verifyDelivery, type VerifyOptions } from './webhooks/verify.ts';

export type { SignOptions } from './webhooks/signature.ts';
export type { VerifyOptions } from './webhooks/verify.ts';
export type ProviderId = keyof typeof providers;

/**
 * Returns the event of a genuine and fresh delivery, and throws WebhookVerificationError for any other. A body that is
 * signed but unreadable becomes an event with `readable: false`. Throws ConfigurationError for an unknown provider id.
 */
export const verifyWebhook = (
  provider: ProviderId | ProviderDefinition,
  delivery: Delivery,
  options: VerifyOptions,
): WebhookEvent => verifyDelivery(definitionOf(provider), delivery, options);

/** Returns the headers that sign a body as this provider does; for servers and for tests of a receiver. */
export const signWebhook = (
  provider: ProviderId | ProviderDefinition,
  options: SignOptions,
): Record<string, string> => sign(definitionOf(provider).webhook.scheme, options);

function definitionOf(provider: ProviderId | ProviderDefinition): ProviderDefinition {
  if (typeof provider !== 'string') return provider;
  const known: Readonly<Record<string, ProviderDefinition>> = providers;
  const definition = Object.hasOwn(known, provider) ? known[provider] : undefined;
  if (definition !== undefined) return definition;
  throw new ConfigurationError(
    `There is no provider '${provider}'. Known: ${Object.keys(providers).join(', ')}.`,
  );
}
