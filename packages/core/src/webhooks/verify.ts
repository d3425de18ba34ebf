import { WebhookVerificationError } from '../errors/webhook-verification-error.ts';
import { configuredSecrets } from './configured-secrets.ts';
import type { WebhookSource } from './contract.ts';
import { onlyValue, readDelivery, type Delivery, type ReceivedDelivery } from './delivery.ts';
import type { WebhookEvent } from './event.ts';
import { prove } from './prove.ts';
import { readEvent } from './read-event.ts';

export interface VerifyOptions {
  /** Several while a secret is being rotated; with none, every signed delivery is rejected. */
  readonly secrets: readonly string[];
  readonly now: Date;
  /** Where a compressed body may be signed without its compression. @default 67 108 864 */
  readonly maxInflatedBytes?: number;
}

const INFLATED_BYTES = 64 * 1024 * 1024;

/**
 * Throws WebhookVerificationError unless the delivery is genuine and fresh, and nothing else, whatever arrives.
 * An authentic body that cannot be read comes back as an event with `readable: false`.
 */
export const verifyDelivery = (
  source: WebhookSource,
  delivery: Delivery,
  options: VerifyOptions,
): WebhookEvent => verifyReceived(source, readDelivery(delivery), options);

/** The same for a delivery whose headers have been read already. */
export function verifyReceived(
  source: WebhookSource,
  received: ReceivedDelivery,
  { secrets, now, maxInflatedBytes = INFLATED_BYTES }: VerifyOptions,
): WebhookEvent {
  const configured = configuredSecrets(secrets);
  const proof = prove(source.webhook.scheme, received, { secrets: configured, now, maxInflatedBytes });
  const header = (name: string) => onlyValue(received.headers, name);
  const event = readEvent(source, proof, { header, secrets: configured });
  // Last, so that "stale" is only ever said of a genuine sender.
  if (proof.stale) throw new WebhookVerificationError('stale_timestamp', { event });
  return event;
}
