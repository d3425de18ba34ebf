import type { JobStatus } from './job.ts';

/** The content of a verified delivery. Read the job from the provider before acting on its status. */
export interface WebhookEvent {
  /** The provider's id, such as `scrapekit`. */
  readonly provider: string;
  /** `signed`: the sender is proven. `hint`: the provider does not sign, so anyone may have sent the delivery. */
  readonly trust: 'signed' | 'hint';
  /**
   * False when the signature is valid but the body has an unknown form or nests deeper than 64 levels; `payload` is then
   * undefined.
   */
  readonly readable: boolean;
  /** The provider's name of the event, such as `scrape.job.completed`. */
  readonly type?: string;
  readonly jobId?: string;
  /** A job id from a header that the signature does not cover. It may wake a waiting client and nothing more. */
  readonly unsignedJobId?: string;
  readonly operation?: string;
  readonly status?: JobStatus;
  /** The message id that the signature covers, in schemes that have one; all attempts of one delivery share it. */
  readonly messageId?: string;
  /** Deliveries of one event share this key. Keep it for as long as the provider may send the event again. */
  readonly deduplicationKey: string;
  /** The parsed body without signing secrets; it may hold fields that the documentation does not name. */
  readonly payload: unknown;
  /** The signed bytes when the body is a file, such as a screenshot. */
  readonly bytes?: Uint8Array;
}

/** The part of an event that a provider's definition reads from a body. */
export type EventReading = Pick<WebhookEvent, 'type' | 'jobId' | 'unsignedJobId' | 'operation' | 'status'> & {
  /** The values that all deliveries of one event share, such as `[event, job_id]`; empty: the whole body. */
  readonly identity: readonly string[];
};

/**
 * Returns the value of a header that arrived exactly once. The signature does not cover headers, so a value may select
 * a parser but proves nothing.
 */
export type UnsignedHeader = (name: string) => string | undefined;

/** The verified deliveries that a client waits for. An inbox implements it. */
export interface DeliveredEvents {
  /** Returns the event that ended this job, or undefined when none has arrived. */
  find(jobId: string): Promise<WebhookEvent | undefined>;
  /** Resolves when a delivery about this job arrives, or at once when one arrived since the last call. */
  nudge(jobId: string, signal: AbortSignal): Promise<void>;
}
