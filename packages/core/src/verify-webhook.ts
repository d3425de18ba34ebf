import { ConfigurationError } from './errors/configuration-error.ts';
import type { ProviderDefinition } from './provider.ts';
import { providers } from './providers/index.ts';
import type { Delivery } from './webhooks/delivery.ts';
import type { WebhookEvent } from './webhooks/event.ts';
import type { SignOptions } from './webhooks/proof.ts';
import { sign } from './webhooks/sign.ts';
import { verifyDelivery, type VerifyOptions } from './webhooks/verify.ts';

export type { SignOptions } from './webhooks/proof.ts';
export type { VerifyOptions } from './webhooks/verify.ts';
export type ProviderId = keyof typeof providers;

/**
 * Throws WebhookVerificationError unless the delivery is genuine and fresh.
 * An authentic body that cannot be read comes back as an event with `readable: false`.
 */
export const verifyWebhook = (
  provider: ProviderId | ProviderDefinition,
  delivery: Delivery,
  options: VerifyOptions,
): WebhookEvent => verifyDelivery(definitionOf(provider), delivery, options);

/** The headers a genuine delivery of this provider carries; for servers, and for testing a receiver. */
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
