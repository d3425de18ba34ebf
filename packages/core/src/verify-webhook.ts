import { createHash } from 'node:crypto';
import { ConfigurationError } from './errors/configuration-error.ts';
import type { ProviderDefinition } from './provider.ts';
import { providers } from './providers/index.ts';
import type { Delivery } from './webhooks/delivery.ts';
import type { WebhookEvent } from './webhooks/event.ts';
import { computeSignature } from './webhooks/signature.ts';
import { verifySignature } from './webhooks/verify-signature.ts';

export type ProviderId = keyof typeof providers;

export interface VerifyOptions {
  /** Several while a secret is being rotated; with none, every delivery is rejected. */
  readonly secrets: readonly string[];
  readonly now: Date;
}

/**
 * Throws WebhookVerificationError unless the delivery is genuine and fresh.
 * An authentic body that cannot be read comes back as an event with `readable: false`.
 */
export function verifyWebhook(
  provider: ProviderId | ProviderDefinition,
  delivery: Delivery,
  options: VerifyOptions,
): WebhookEvent {
  const { id, webhook } = definitionOf(provider);
  if (webhook.scheme.kind === 'hmac') verifySignature(webhook.scheme, delivery, options.secrets, options.now);
  const base = { provider: id, trust: webhook.scheme.kind === 'hmac' ? 'signed' : 'hint' } as const;
  try {
    const payload: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(delivery.body));
    const { identity, ...reading } = webhook.readEvent(payload);
    return { ...base, ...reading, readable: true, deduplicationKey: [id, ...identity].join(':'), payload };
  } catch {
    const digest = createHash('sha256').update(delivery.body).digest('hex');
    return { ...base, readable: false, deduplicationKey: `${id}:${digest}`, payload: undefined };
  }
}

export interface SignOptions {
  readonly body: Uint8Array;
  readonly secret: string;
  readonly now: Date;
}

/** The headers a genuine delivery of this provider carries; for servers, and for testing a receiver. */
export function signWebhook(
  provider: ProviderId | ProviderDefinition,
  { body, secret, now }: SignOptions,
): Record<string, string> {
  const { name, webhook } = definitionOf(provider);
  if (webhook.scheme.kind === 'unsigned') return {};
  if (secret === '') throw new ConfigurationError(`${name} webhooks cannot be signed with an empty secret.`);
  const timestamp = String(Math.floor(now.getTime() / 1000));
  return {
    [webhook.scheme.timestampHeader]: timestamp,
    [webhook.scheme.signatureHeader]: computeSignature(webhook.scheme, { timestamp, body, secret }),
  };
}

function definitionOf(provider: ProviderId | ProviderDefinition): ProviderDefinition {
  if (typeof provider !== 'string') return provider;
  const known: Readonly<Partial<Record<string, ProviderDefinition>>> = providers;
  const definition = known[provider];
  if (definition !== undefined) return definition;
  throw new ConfigurationError(
    `There is no provider '${provider}'. Known: ${Object.keys(providers).join(', ')}.`,
  );
}
