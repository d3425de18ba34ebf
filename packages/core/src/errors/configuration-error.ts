import { ScrapeKitError } from './scrapekit-error.ts';

/** Something in the set-up makes the call impossible: no secret, an unusable key, an unsafe base URL. */
export class ConfigurationError extends ScrapeKitError {
  static override readonly brandName: string = 'ConfigurationError';
  override readonly name = 'ConfigurationError';
}
