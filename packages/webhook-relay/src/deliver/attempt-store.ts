import type { SendResult } from '@scrapekit/guarded-http';
import type { Db, Transaction } from '../storage/tables.ts';

/** A request that was made, and its answer. */
export interface Attempt {
  /** From 1 for each delivery. */
  readonly number: number;
  readonly page: number;
  readonly startedAt: Date;
  readonly latencyMs: number;
  readonly statusCode: number | null;
  readonly error: string | null;
  readonly answerStart: Uint8Array | null;
}

/** The newest attempts of a delivery are kept, and older ones are removed. */
const KEPT_ATTEMPTS = 100;

export async function insertAttempt(
  trx: Transaction,
  deliveryId: string,
  {
    result,
    ...attempt
  }: Pick<Attempt, 'number' | 'page' | 'startedAt' | 'latencyMs'> & { readonly result: SendResult },
): Promise<void> {
  await trx
    .insertInto('attempt')
    .values({
      ...{ delivery_id: deliveryId, number: attempt.number, page: attempt.page },
      ...{ started_at: attempt.startedAt, latency_ms: attempt.latencyMs },
      ...{ status_code: result.statusCode, error: result.error },
      answer_start: result.answer?.start ?? null,
    })
    .execute();
  await trx
    .deleteFrom('attempt')
    .where('delivery_id', '=', deliveryId)
    .where('number', '<=', attempt.number - KEPT_ATTEMPTS)
    .execute();
}

/** Lists the kept attempts of a delivery, newest first. */
export async function listAttempts(db: Db, deliveryId: string): Promise<readonly Attempt[]> {
  const rows = await db
    .selectFrom('attempt')
    .selectAll()
    .where('delivery_id', '=', deliveryId)
    .orderBy('number', 'desc')
    .execute();
  return rows.map((row) => ({
    ...{ number: row.number, page: row.page, startedAt: row.started_at, latencyMs: row.latency_ms },
    ...{ statusCode: row.status_code, error: row.error, answerStart: row.answer_start },
  }));
}
