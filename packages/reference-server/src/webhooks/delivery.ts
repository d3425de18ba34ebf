import type { StoredJob } from '../jobs/job.ts';
import type { WebhookEndpoint } from './endpoints.ts';

/**
 * The state of a delivery:
 * - `pending`: waits for its first attempt, or for one that a person asked for
 * - `sending`: the attempt was recorded and the request may be on its way
 * - `waiting`: waits for its next attempt
 * - `interrupted`: the server stopped during the only attempt, so it is unknown whether the receiver got it
 * - `dropped`: the server dropped it on purpose, because a test asked for `lose_webhooks`
 */
export type DeliveryState =
  'pending' | 'sending' | 'waiting' | 'delivered' | 'failed' | 'dropped' | 'interrupted';

export const unsettledStates: readonly DeliveryState[] = ['pending', 'sending', 'waiting'];
export const settledStates: readonly DeliveryState[] = ['delivered', 'failed', 'dropped', 'interrupted'];

export const isSettled = (state: string): boolean => (settledStates as readonly string[]).includes(state);

/** The account and the job that a delivery belongs to. */
export interface DeliveryOrigin {
  readonly accountId: string;
  readonly provider: string;
  /** Null for a test of the receiver. */
  readonly jobId: string | null;
  readonly at: Date;
  /** Whether a person asked for the first attempt, which is then not repeated when it fails. @default false */
  readonly isManual?: boolean;
}

/** A delivery with an attempt that was recorded and may now be made. */
export interface TakenDelivery {
  readonly id: string;
  readonly accountId: string;
  readonly provider: string;
  readonly event: string;
  readonly eventId: string | null;
  readonly url: string;
  readonly attempt: number;
  /** Whether a person asked for this attempt. */
  readonly isManual: boolean;
  readonly createdAt: Date;
  readonly job: StoredJob | null;
  /** Null when the delivery names no endpoint; undefined when its endpoint was deleted. */
  readonly endpoint: WebhookEndpoint | null | undefined;
}

/** The queue message that starts an attempt. */
export interface AttemptClaim {
  readonly id: string;
  readonly message: { readonly deliveryId: string; readonly attempt: number };
}

/** How an attempt ended, with the time of the next one if there is one. */
export interface AttemptOutcome {
  readonly state: DeliveryState;
  readonly error: string | null;
  readonly statusCode: number | null;
  readonly latencyMs: number;
  readonly nextAttemptAt: Date | null;
}

/** The last delivery of a page. */
export interface DeliveryPosition {
  readonly createdAt: Date;
  readonly id: string;
}

export interface DeliveryFilter {
  readonly limit: number;
  /** @default all accounts */
  readonly accountId?: string;
  readonly after?: DeliveryPosition;
  readonly provider?: string;
  readonly state?: DeliveryState;
  readonly jobId?: string;
}
