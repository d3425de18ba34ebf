import { ProviderError, type ErrorFacts } from './provider-error.ts';

/** The provider reported success, but its answer differs from its documentation. */
export class UnexpectedAnswerError extends ProviderError {
  static override readonly brandName: string = 'UnexpectedAnswerError';
  override readonly name = 'UnexpectedAnswerError';

  constructor(provider: string, facts: ErrorFacts) {
    super(
      `${provider} gave an answer this version cannot read. Try again, and report it if it stays so.`,
      facts,
    );
  }
}
