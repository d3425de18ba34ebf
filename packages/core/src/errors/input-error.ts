import { ProviderError } from './provider-error.ts';

export interface InputIssue {
  readonly field: string;
  readonly message: string;
}

/** The operation's input breaks a documented rule; nothing was sent. */
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
