import { ProviderError } from './provider-error.ts';

export interface InputIssue {
  /** The path of the field, such as `records.1.website`; `input` for the input as a whole. */
  readonly field: string;
  readonly message: string;
}

/** The input of an operation violates a documented rule. Nothing was sent. */
export class InputError extends ProviderError {
  static override readonly brandName: string = 'InputError';
  override readonly name = 'InputError';
  readonly issues: readonly InputIssue[];

  constructor(operation: string, issues: readonly InputIssue[]) {
    const reasons = issues.map(({ field, message }) => `${field}: ${message}`).join('; ');
    super(`${operation}: ${reasons}${/[.?]$/.test(reasons) ? '' : '.'} Nothing was sent.`);
    this.issues = issues;
  }
}
