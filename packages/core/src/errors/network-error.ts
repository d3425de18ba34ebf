import { ProviderError, type ErrorFacts } from './provider-error.ts';

/** No answer arrived. */
export class NetworkError extends ProviderError {
  static override readonly brandName: string = 'NetworkError';
  override readonly name = 'NetworkError';
  /** Whether the provider may have received the request (C189). */
  readonly sent: boolean;

  constructor(message: string, facts: ErrorFacts & { readonly sent: boolean }) {
    super(message, { retryable: true, ...facts });
    this.sent = facts.sent;
  }
}
