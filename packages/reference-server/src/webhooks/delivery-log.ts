import type { Reader } from '../storage/database.ts';

/**
 * `pending` waits for its turn, `waiting` for its next attempt; `sending` was recorded before the request went out;
 * `interrupted` means the server stopped in between, so nobody knows whether it arrived; `dropped` was lost on purpose
 * (`lose_webhooks`).
 */
export type DeliveryState =
  'pending' | 'sending' | 'waiting' | 'delivered' | 'failed' | 'dropped' | 'interrupted';

export interface LoggedDelivery {
  readonly id: string;
  readonly accountId: string;
  /** Null for a test of the receiver. */
  readonly jobId: string | null;
  readonly provider: string;
  readonly event: string;
  readonly url: string;
  readonly state: string;
  readonly attempts: number;
  readonly nextAttemptAt: Date | null;
  readonly createdAt: Date;
  readonly attemptedAt: Date | null;
  readonly statusCode: number | null;
  readonly latencyMs: number | null;
  readonly error: string | null;
}

/** The newest deliveries first. */
export async function readDeliveries(db: Reader, limit: number): Promise<readonly LoggedDelivery[]> {
  return await db
    .selectFrom('delivery')
    .select([
      'id',
      'account_id as accountId',
      'job_id as jobId',
      'provider',
      'event',
      'url',
      'state',
      'attempts',
      'next_attempt_at as nextAttemptAt',
      'created_at as createdAt',
      'attempted_at as attemptedAt',
      'status_code as statusCode',
      'latency_ms as latencyMs',
      'error',
    ])
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();
}
