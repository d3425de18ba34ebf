import { ProviderError } from './provider-error.ts';

/** Something in the set-up makes the call impossible: no secret, an unusable key, an unsafe base URL. */
export class ConfigurationError extends ProviderError {
  static override readonly brandName: string = 'ConfigurationError';
  override readonly name = 'ConfigurationError';
}
