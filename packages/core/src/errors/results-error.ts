import { ProviderError, type ErrorFacts } from './provider-error.ts';

/**
 * The results were incomplete or malformed, or they had changed when they were fetched again. The `rowsRead` rows that were
 * returned before are as the provider sent them.
 */
export class ResultsError extends ProviderError {
  static override readonly brandName: string = 'ResultsError';
  override readonly name = 'ResultsError';
  readonly rowsRead: number;

  constructor(problem: string, facts: ErrorFacts & { readonly rowsRead: number }) {
    super(`${problem} after ${facts.rowsRead} rows. Reading results costs nothing: fetch them again.`, {
      retryable: true,
      ...facts,
    });
    this.rowsRead = facts.rowsRead;
  }
}
