import type { Reader } from '../storage/database.ts';

/** Where a page of deliveries ended. */
export interface DeliveryPosition {
  readonly createdAt: Date;
  readonly id: string;
}

export interface ShownDelivery extends DeliveryPosition {
  /** Null for a test of a receiver. */
  readonly jobId: string | null;
  readonly attempts: number;
  readonly nextAttemptAt: Date | null;
  readonly event: string;
  readonly url: string;
  readonly state: string;
  readonly attemptedAt: Date | null;
  readonly statusCode: number | null;
  readonly latencyMs: number | null;
  readonly error: string | null;
}

export interface DeliveryFilter {
  readonly limit: number;
  readonly after?: DeliveryPosition;
}

/** The account's deliveries, newest first. */
export async function readAccountDeliveries(
  db: Reader,
  accountId: string,
  { limit, after }: DeliveryFilter,
): Promise<readonly ShownDelivery[]> {
  let query = db
    .selectFrom('delivery')
    .select(['id', 'job_id as jobId', 'event', 'url', 'state', 'error'])
    .select(['created_at as createdAt', 'attempted_at as attemptedAt'])
    .select(['attempts', 'next_attempt_at as nextAttemptAt'])
    .select(['status_code as statusCode', 'latency_ms as latencyMs'])
    .where('account_id', '=', accountId);
  if (after !== undefined) {
    query = query.where((where) =>
      where.or([
        where('created_at', '<', after.createdAt),
        where.and([where('created_at', '=', after.createdAt), where('id', '<', after.id)]),
      ]),
    );
  }
  return await query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
}
