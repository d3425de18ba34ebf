import { ProviderError, type ErrorFacts } from './provider-error.ts';

export interface ApiErrorFacts extends ErrorFacts {
  readonly status: number;
  /** The pause that the provider requests, in milliseconds. */
  readonly retryAfterMs?: number;
}

/** The provider refused a request. */
export class ApiError extends ProviderError {
  static override readonly brandName: string = 'ApiError';
  override readonly name = 'ApiError';
  readonly retryAfterMs: number | undefined;

  constructor(message: string, facts: ApiErrorFacts) {
    super(message, facts);
    this.retryAfterMs = facts.retryAfterMs;
  }
}
