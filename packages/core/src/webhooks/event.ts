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
  /** A job id from a header that no signature covers: good for a nudge, and to match a job you started. */
  readonly unsignedJobId?: string;
  readonly operation?: string;
  readonly status?: JobStatus;
  /** The id the sender signed along with the body, where its scheme has one; equal in all attempts of one delivery. */
  readonly messageId?: string;
  /** Equal for two deliveries of one event; keep it as long as the provider may repeat itself. */
  readonly deduplicationKey: string;
  /** The parsed body without signing secrets; extra fields are the provider's business. */
  readonly payload: unknown;
  /** The signed bytes of a body that is a file, such as an image, and known to be one. */
  readonly bytes?: Uint8Array;
}

/** The part of an event that a provider's definition reads from a body. */
export type EventReading = Pick<WebhookEvent, 'type' | 'jobId' | 'unsignedJobId' | 'operation' | 'status'> & {
  /** What two deliveries of one event share, such as `[event, job_id]`; empty: the very same bytes. */
  readonly identity: readonly string[];
};

/** A header's value if it came exactly once. No signature covers it, so it may choose a parser and prove nothing. */
export type UnsignedHeader = (name: string) => string | undefined;
