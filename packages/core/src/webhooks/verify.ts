import { requireDate, requireOptions, requireWholeNumber } from '../errors/configuration-error.ts';
import { WebhookVerificationError } from '../errors/webhook-verification-error.ts';
import type { WebhookEvent } from '../webhook-event.ts';
import type { WebhookSource } from './contract.ts';
import { onlyValue, parseDelivery, type Delivery, type ReceivedDelivery } from './delivery.ts';
import { parseEvent } from './parse-event.ts';
import { prove } from './schemes.ts';

export interface VerifyOptions {
  /** List the old and the new secret during a rotation. Without a secret every signed delivery is rejected. */
  readonly secrets: readonly string[];
  readonly now: Date;
  /** The limit for a compressed body whose uncompressed form may be signed. @default 67 108 864 */
  readonly maxInflatedBytes?: number;
}

const MAX_INFLATED_BYTES = 64 * 1024 * 1024;

/**
 * Returns the event of a genuine and fresh delivery. Throws WebhookVerificationError for every other delivery, and
 * ConfigurationError for unusable options. A body that is signed but unreadable becomes an event with `readable: false`.
 */
export function verifyDelivery(
  source: WebhookSource,
  delivery: Delivery,
  options: VerifyOptions,
): WebhookEvent {
  requireOptions(options);
  requireWholeNumber('maxInflatedBytes', options.maxInflatedBytes, 1);
  requireDate('now', options.now);
  return verifyReceived(source, parseDelivery(delivery), options);
}

/** Does the same for a delivery with parsed headers and checked options. */
export function verifyReceived(
  source: WebhookSource,
  received: ReceivedDelivery,
  { secrets, now, maxInflatedBytes = MAX_INFLATED_BYTES }: VerifyOptions,
): WebhookEvent {
  const configured = configuredSecrets(secrets);
  const proof = prove(source.webhook.scheme, received, { secrets: configured, now, maxInflatedBytes });
  const header = (name: string) => onlyValue(received.headers, name);
  const event = parseEvent(source, proof, { header, secrets: configured });
  // The header with the type is not signed, so the body shows whether the delivery is an alert (F17).
  if (proof.isAlert === true && event.jobId !== undefined) {
    throw new WebhookVerificationError('signature_mismatch');
  }
  // Checked last, so that only a genuine sender is told that its timestamp is stale.
  if (proof.stale) throw new WebhookVerificationError('stale_timestamp', { event });
  return event;
}

/** Returns the secrets that are not empty. A text in place of the list is ignored: each letter would be a secret. */
const configuredSecrets = (secrets: readonly string[]): readonly string[] =>
  Array.isArray(secrets) ? secrets.filter(isSecret) : [];

const isSecret = (secret: unknown): secret is string => typeof secret === 'string' && secret !== '';
