import { ProviderError, type ErrorFacts } from './provider-error.ts';

/** The results broke off or were malformed; the `rowsRead` rows handed out before are good. */
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
