import { ProviderError, type ErrorFacts } from './provider-error.ts';

/**
 * A create was sent, but its outcome is unknown: the job may exist and be billed. The create is never repeated
 * automatically, because no provider's create is idempotent (C189).
 */
export class AmbiguousCreateError extends ProviderError {
  static override readonly brandName: string = 'AmbiguousCreateError';
  override readonly name = 'AmbiguousCreateError';
  /** `not-found`: the provider's list did not contain the job after the failure. `not-possible`: no list was read. */
  readonly looked: 'not-found' | 'not-possible';

  constructor(provider: string, facts: ErrorFacts & { readonly looked: 'not-found' | 'not-possible' }) {
    const trace = facts.requestId === undefined ? '' : ` (request id ${facts.requestId})`;
    const searched = facts.looked === 'not-found' ? ' It was not in the list of jobs a moment later.' : '';
    super(
      `${provider} may or may not have created the job${trace}.${searched} ` +
        'Look for it in the dashboard before starting it again: a second job is billed as well.',
      facts,
    );
    this.looked = facts.looked;
  }
}
