import { ProviderError, type ErrorFacts } from './provider-error.ts';

/** No answer arrived, or it broke off. */
export class NetworkError extends ProviderError {
  static override readonly brandName: string = 'NetworkError';
  override readonly name = 'NetworkError';
  /** Whether the provider may have received the request: false only if no connection was ready (C189). */
  readonly sent: boolean;

  constructor(message: string, facts: ErrorFacts & { readonly sent: boolean }) {
    super(message, { retryable: true, ...facts });
    this.sent = facts.sent;
  }
}
