import type { WebhookEvent } from '../webhook-event.ts';
import { ProviderError } from './provider-error.ts';

export type WebhookRejection =
  | 'no_secret'
  | 'unusable_secret'
  | 'malformed_delivery'
  | 'missing_header'
  | 'duplicate_header'
  | 'malformed_timestamp'
  | 'malformed_signature'
  | 'malformed_id'
  | 'signature_mismatch'
  | 'stale_timestamp'
  | 'malformed_hint';

const explanations: Readonly<Record<WebhookRejection, string>> = {
  no_secret: 'no signing secret is configured',
  unusable_secret: 'the configured signing secret has not the form this provider uses',
  malformed_delivery:
    'its headers or its body are not what an HTTP request has; the raw body is needed, as a Uint8Array',
  missing_header: 'a signature header is missing',
  duplicate_header: 'a signature header occurs more than once',
  malformed_timestamp: 'the timestamp is no plain number of seconds',
  malformed_signature: 'the signature has not the documented form',
  malformed_id: 'the message id has not the documented form',
  signature_mismatch: 'the signature does not match the body',
  stale_timestamp: 'the signature is good but more than five minutes away from now',
  malformed_hint: 'the body is not a notification this provider sends',
};

/** A delivery was rejected. The sender is genuine only if the reason is `stale_timestamp`. */
export class WebhookVerificationError extends ProviderError {
  static override readonly brandName: string = 'WebhookVerificationError';
  override readonly name = 'WebhookVerificationError';
  readonly reason: WebhookRejection;
  // Private, so that a logged error does not contain the payload.
  readonly #event: WebhookEvent | undefined;

  constructor(
    reason: WebhookRejection,
    { event, cause }: { readonly event?: WebhookEvent; readonly cause?: unknown } = {},
  ) {
    super(`The webhook was rejected: ${explanations[reason]}.`, { cause });
    this.reason = reason;
    this.#event = event;
  }

  /** The event of a stale delivery. Do not dispatch it, but read its job again. */
  get event(): WebhookEvent | undefined {
    return this.#event;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), reason: this.reason };
  }
}
