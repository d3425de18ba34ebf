import type { StoredJob } from '../jobs/job.ts';
import type { Db, Transaction } from '../storage/database.ts';
import type { DisablingRules, WebhookEndpoint } from './endpoints.ts';

/** The headers and body of a request, with its signature. */
export interface WebhookMessage {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** Sent instead after a redirect to another origin, which must not receive a secret. */
  readonly withoutSecret?: Pick<WebhookMessage, 'headers' | 'body'>;
  /** For a message that contains a secret itself: what is stored in its place. The answer is then not stored either. */
  readonly logged?: Pick<WebhookMessage, 'headers' | 'body'>;
}

/** An event for one receiver. It becomes a delivery. */
export interface Announcement {
  /** The provider's name of the event, such as `scrape.job.completed`. */
  readonly event: string;
  readonly url: string;
  /** The registered endpoint. Its current URL replaces `url` at each attempt, and its failures are counted. */
  readonly endpointId?: string;
  /** The stored event, for providers that store their events. */
  readonly eventId?: string;
}

/** One attempt at a delivery. */
export interface DeliveryAttempt {
  readonly deliveryId: string;
  readonly accountId: string;
  readonly event: string;
  readonly eventId: string | null;
  /** The number of the attempt, from 1. */
  readonly attempt: number;
  readonly createdAt: Date;
  /** Null for a test of the receiver. */
  readonly job: StoredJob | null;
  readonly endpoint: WebhookEndpoint | null;
}

export interface ComposeFacts {
  readonly db: Db;
  readonly now: Date;
  readonly publicUrl: string;
}

/** Announces the jobs of one provider to webhook receivers. */
export interface WebhookSender {
  readonly provider: string;
  readonly policy: WebhookPolicy;
  /** Returns the announcements of a new job. Called in the transaction that creates the job. */
  onCreated?(trx: Transaction, job: StoredJob): Promise<readonly Announcement[]>;
  /** Returns the announcements of an ended job. Called in the transaction that ends the job. */
  onEnded(trx: Transaction, job: StoredJob): Promise<readonly Announcement[]>;
  /**
   * Makes the message of one attempt, signed with the current secret. Throws UnsendableError when it cannot be made.
   */
  compose(attempt: DeliveryAttempt, facts: ComposeFacts): Promise<WebhookMessage>;
}

/** The rules of a provider for the deliveries of its webhooks. */
export interface WebhookPolicy extends DisablingRules {
  /** The time limit of one attempt, from the connection to the last byte of the answer. */
  readonly timeoutMs: number;
  /** The most bytes that are read of the receiver's answer. @default 65,536 */
  readonly maxAnswerBytes?: number;
  /**
   * The pause after each failed attempt. An empty list means that there is a single attempt, which is not repeated even
   * when the server stopped during it. With a longer list, an attempt during which the server stopped is repeated.
   */
  readonly retryDelaysMs: readonly number[];
  /** The most redirects of one attempt. Each address is checked like the first. @default 0 */
  readonly maxRedirects?: number;
}

/**
 * A message cannot be composed now. This counts as a failed attempt, and the delivery log shows the error's message.
 */
export class UnsendableError extends Error {
  override readonly name = 'UnsendableError';
}
