import { ProviderError } from './provider-error.ts';

/** The configuration prevents the call: for example an unusable secret, an unknown operation or an unsafe base URL. */
export class ConfigurationError extends ProviderError {
  static override readonly brandName: string = 'ConfigurationError';
  override readonly name = 'ConfigurationError';
}
