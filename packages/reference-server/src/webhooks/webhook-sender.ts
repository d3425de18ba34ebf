import type { StoredJob } from '../jobs/job.ts';
import type { Reader, Transaction } from '../storage/database.ts';
import type { WebhookEndpoint } from './endpoints.ts';

/** A request as it is sent, signature and all. */
export interface WebhookMessage {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** Sent in its place once a redirect has led to another origin, where no secret belongs. */
  readonly elsewhere?: Omit<WebhookMessage, 'elsewhere'>;
}

/** That one receiver is to be told one thing. */
export interface Announcement {
  /** The provider's name for what happened, such as `scrape.job.completed`. */
  readonly event: string;
  readonly url: string;
  /** Whose url may change before the attempt, and whose failures count. */
  readonly endpointId?: string;
  /** The stored event this is about, where a provider keeps them. */
  readonly eventId?: string;
}

/** One attempt at a delivery. */
export interface Occasion {
  readonly deliveryId: string;
  readonly accountId: string;
  readonly event: string;
  readonly eventId: string | null;
  /** From 1. */
  readonly attempt: number;
  /** Null for a test of the receiver. */
  readonly job: StoredJob | null;
  readonly endpoint: WebhookEndpoint | null;
}

export interface ComposeFacts {
  readonly db: Reader;
  readonly now: Date;
  readonly publicUrl: string;
}

/** How one provider announces what becomes of a job. */
export interface WebhookSender {
  readonly provider: string;
  readonly policy: WebhookPolicy;
  /** Who is to be told that a job was created; asked in the transaction that creates it. */
  onCreated?(trx: Transaction, job: StoredJob): Promise<readonly Announcement[]>;
  /** Who is to be told that a job ended; asked in the transaction that ends it. */
  onEnded(trx: Transaction, job: StoredJob): Promise<readonly Announcement[]>;
  /** Composed for each attempt, so that it is signed with the secret of that moment; UnsendableError when it cannot be. */
  compose(occasion: Occasion, facts: ComposeFacts): Promise<WebhookMessage>;
}

/** What a provider promises about its deliveries. */
export interface WebhookPolicy {
  /** From the first byte sent to the last byte read. */
  readonly timeoutMs: number;
  /** How much of the receiver's answer is read. */
  readonly maxAnswerBytes: number;
  /**
   * How long after each failed attempt the next one follows. With none, the one attempt is never repeated, also not
   * when the server died during it; otherwise an attempt that was cut short is made again.
   */
  readonly retryDelaysMs: readonly number[];
  /** How many redirects are followed in one attempt; each hop is checked like the first address. */
  readonly maxRedirects: number;
  /** An endpoint that fails more often than this in a row is disabled. */
  readonly disableAfterFailures?: number;
  /** Answers with which a receiver ends its endpoint at once. */
  readonly disablingStatuses?: readonly number[];
}

/** A message cannot be composed as things stand; counts as a failed attempt, and the message is what the log says. */
export class UnsendableError extends Error {
  override readonly name = 'UnsendableError';
}
