import { ConfigurationError, requireDate, requireOptions } from '../errors/configuration-error.ts';
import { WebhookVerificationError } from '../errors/webhook-verification-error.ts';
import { proveBodyHmac, signBodyHmac } from './body-hmac.ts';
import type { WebhookScheme } from './contract.ts';
import { isBytes, type ReceivedDelivery } from './delivery.ts';
import { proveHmac, signHmac } from './hmac.ts';
import type { Proof, ProofOptions, SignOptions } from './signature.ts';
import { proveSvix, signSvix } from './svix.ts';

/**
 * Throws WebhookVerificationError unless the signature is valid. A stale timestamp does not throw here: `stale` in the
 * result reports it.
 */
export function prove(scheme: WebhookScheme, delivery: ReceivedDelivery, options: ProofOptions): Proof {
  if (scheme.kind === 'unsigned') return { body: delivery.body, stale: false };
  // Anyone can sign with an empty key.
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

/** Returns the headers that a provider with this scheme sends with a body. Throws ConfigurationError for unusable options. */
export function sign(scheme: WebhookScheme, options: SignOptions): Record<string, string> {
  if (scheme.kind === 'unsigned') return {};
  checkSignOptions(options);
  switch (scheme.kind) {
    case 'hmac':
      return signHmac(scheme, options);
    case 'svix':
      return signSvix(scheme, options);
    case 'body-hmac':
      return signBodyHmac(scheme, options);
  }
}

function checkSignOptions(options: SignOptions): void {
  requireOptions(options);
  const { secret, body, now } = options;
  if (typeof secret !== 'string' || secret === '') {
    throw new ConfigurationError(
      'A webhook cannot be signed with an empty secret: anyone could sign with it.',
    );
  }
  if (!isBytes(body)) throw new ConfigurationError('The option body must be a Uint8Array.');
  requireDate('now', now);
  if (Number.isNaN(now.getTime())) throw new ConfigurationError('The option now must be a valid Date.');
}
