import type { JobStatus } from '../jobs/job.ts';

/** What a delivery says, once it is known to be genuine. A nudge, not a fact: read the job before acting on it. */
export interface WebhookEvent {
  readonly provider: string;
  /** `signed`: the sender is proven. `hint`: the provider signs nothing, so anybody may have sent it. */
  readonly trust: 'signed' | 'hint';
  /** False when the bytes are authentic but not in a form this package reads; `payload` is then undefined. */
  readonly readable: boolean;
  /** The provider's own event name, such as `scrape.job.completed`. */
  readonly type?: string;
  readonly jobId?: string;
  readonly operation?: string;
  readonly status?: JobStatus;
  /** Equal for two deliveries of one event; keep it as long as the provider may repeat itself. */
  readonly deduplicationKey: string;
  /** The parsed body; extra fields are the provider's business. */
  readonly payload: unknown;
}

/** The part of an event that a provider's definition reads from a body. */
export type EventReading = Pick<WebhookEvent, 'type' | 'jobId' | 'operation' | 'status'> & {
  /** What two deliveries of one event share, such as `[event, job_id]`. */
  readonly identity: readonly string[];
};
