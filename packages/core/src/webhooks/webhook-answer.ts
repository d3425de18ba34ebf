import type { WebhookRejection } from '../errors/webhook-verification-error.ts';
import type { WebhookEvent } from './event.ts';

/** What to answer. The body stays empty, so that a refusal tells nothing. */
export interface WebhookAnswer {
  readonly status: 200 | 400 | 401 | 405 | 413 | 500;
  readonly headers: Readonly<Record<string, string>>;
  /** The event, in the answer to its first delivery alone. */
  readonly event?: WebhookEvent;
  /** Why a delivery was not believed, for a log. */
  readonly rejection?: WebhookRejection;
  /** What went wrong on this side, for a log. */
  readonly failure?: unknown;
}
