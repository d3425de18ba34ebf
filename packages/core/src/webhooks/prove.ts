import { WebhookVerificationError } from '../errors/webhook-verification-error.ts';
import { proveBodyHmac } from './body-hmac.ts';
import type { ReceivedDelivery } from './delivery.ts';
import { proveHmac } from './hmac.ts';
import type { Proof, ProofOptions } from './proof.ts';
import type { WebhookScheme } from './scheme.ts';
import { proveSvix } from './svix.ts';

/** Throws WebhookVerificationError unless the scheme finds the delivery genuine; its age is the caller's to judge. */
export function prove(scheme: WebhookScheme, delivery: ReceivedDelivery, options: ProofOptions): Proof {
  if (scheme.kind === 'unsigned') return { body: delivery.body, stale: false };
  // An empty HMAC key is a key everybody has.
  if (options.secrets.length === 0) throw new WebhookVerificationError('no_secret');
  switch (scheme.kind) {
    case 'hmac':
      return proveHmac(scheme, delivery, options);
    case 'svix':
      return proveSvix(scheme, delivery, options);
    case 'body-hmac':
      return proveBodyHmac(scheme, delivery, options);
  }
}
