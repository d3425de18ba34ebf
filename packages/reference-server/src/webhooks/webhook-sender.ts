import type { SendPolicy, WebhookMessage } from '@scrapekit/guarded-http';
import type { StoredJob } from '../jobs/job.ts';
import type { Db, Transaction } from '../storage/database.ts';
import type { DisablingRules, WebhookEndpoint } from './endpoints.ts';

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
export interface WebhookPolicy extends SendPolicy, DisablingRules {
  /**
   * The pause after each failed attempt. An empty list means that there is a single attempt, which is not repeated even
   * when the server stopped during it. With a longer list, an attempt during which the server stopped is repeated.
   */
  readonly retryDelaysMs: readonly number[];
}

/**
 * A message cannot be composed now. This counts as a failed attempt, and the delivery log shows the error's message.
 */
export class UnsendableError extends Error {
  override readonly name = 'UnsendableError';
}
