import type { WebhookEvent } from './event.ts';

/** Where a client finds verified deliveries. An inbox is one. */
export interface DeliveredEvents {
  /** The event that ended this job, if it has arrived. */
  find(jobId: string): Promise<WebhookEvent | undefined>;
  /** Resolves when something about this job arrives, or has arrived and was not yet heeded. */
  nudge(jobId: string, signal: AbortSignal): Promise<void>;
}
