import { ConfigurationError } from '../errors/configuration-error.ts';
import { signBodyHmac } from './body-hmac.ts';
import { signHmac } from './hmac.ts';
import type { SignOptions } from './proof.ts';
import type { WebhookScheme } from './scheme.ts';
import { signSvix } from './svix.ts';

/** The headers a genuine sender adds to these bytes. */
export function sign(scheme: WebhookScheme, options: SignOptions): Record<string, string> {
  if (scheme.kind === 'unsigned') return {};
  if (options.secret === '')
    throw new ConfigurationError('A webhook cannot be signed with an empty secret: everybody has it.');
  switch (scheme.kind) {
    case 'hmac':
      return signHmac(scheme, options);
    case 'svix':
      return signSvix(scheme, options);
    case 'body-hmac':
      return signBodyHmac(scheme, options);
  }
}
