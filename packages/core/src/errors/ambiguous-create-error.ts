import { ScrapeKitError, type ErrorFacts } from './scrapekit-error.ts';

/**
 * A create was sent and its outcome is unknown: the job may exist and be billed.
 * It is never repeated automatically, because no provider's create is idempotent (C189).
 */
export class AmbiguousCreateError extends ScrapeKitError {
  static override readonly brandName: string = 'AmbiguousCreateError';
  override readonly name = 'AmbiguousCreateError';

  constructor(provider: string, facts: ErrorFacts) {
    const trace = facts.requestId === undefined ? '' : ` (request id ${facts.requestId})`;
    super(
      `${provider} may or may not have created the job${trace}. ` +
        'Look for it in the dashboard before starting it again: a second job is billed as well.',
      facts,
    );
  }
}
