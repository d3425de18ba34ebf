import type { WebhookEvent } from './event.ts';

/** Where outcomes wait that only a delivery brings. Times are milliseconds on the inbox's clock. */
export interface KeptEvents {
  put(jobId: string, event: WebhookEvent, options: KeepOptions): Promise<void>;
  get(jobId: string): Promise<WebhookEvent | undefined>;
}

export interface KeepOptions {
  readonly untilMs: number;
  /** The size of the body, as a measure of the event's own. */
  readonly bytes: number;
}
