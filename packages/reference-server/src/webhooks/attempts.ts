import type { SendResult, WebhookMessage } from '@scrapekit/guarded-http';
import type { Selectable } from 'kysely';
import type { Db, Transaction } from '../storage/database.ts';
import type { DeliveryAttemptTable } from '../storage/tables.ts';

/** The most bytes that are stored of a request's body. The content of a scraped page may have megabytes. */
export const KEPT_REQUEST_BYTES = 65_536;

/** An attempt that has ended. */
export interface EndedAttempt {
  readonly deliveryId: string;
  /** From 1. */
  readonly number: number;
  readonly startedAt: Date;
  readonly latencyMs: number | null;
  readonly url: string;
}

/** What was sent, in the form in which it may be stored and shown. */
export type SentRequest = Pick<WebhookMessage, 'headers' | 'body'>;

/** Stores an attempt, with the first bytes of its request. Call it in the transaction that records the outcome. */
export async function insertAttempt(
  trx: Transaction,
  { deliveryId, number, startedAt, latencyMs, url }: EndedAttempt,
  { result, request }: { readonly result: SendResult; readonly request?: SentRequest | undefined },
): Promise<void> {
  const { statusCode, error, answer } = result;
  await trx
    .insertInto('delivery_attempt')
    .values({
      delivery_id: deliveryId,
      number,
      started_at: startedAt,
      latency_ms: latencyMs,
      url,
      request_headers: request === undefined ? null : JSON.stringify(request.headers),
      request_body: request === undefined ? null : Buffer.from(request.body.subarray(0, KEPT_REQUEST_BYTES)),
      request_bytes: request?.body.length ?? null,
      redirected_to: answer?.redirectedTo ?? null,
      status_code: statusCode,
      answer_type: answer?.type ?? null,
      answer_start: answer === undefined ? null : Buffer.from(answer.start),
      error,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Returns whether an attempt at the delivery was answered with 2xx. */
export async function wasDelivered(db: Db, deliveryId: string): Promise<boolean> {
  const row = await db
    .selectFrom('delivery_attempt')
    .select('number')
    .where('delivery_id', '=', deliveryId)
    .where('error', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** An attempt in a list. */
export type ListedAttempt = Awaited<ReturnType<typeof listAttempts>>[number];

/** Lists the attempts at a delivery without their requests and answers, the latest first. */
export async function listAttempts(db: Db, deliveryId: string) {
  return await db
    .selectFrom('delivery_attempt')
    .select(['number', 'started_at as startedAt', 'latency_ms as latencyMs'])
    .select(['status_code as statusCode', 'error'])
    .where('delivery_id', '=', deliveryId)
    .orderBy('number', 'desc')
    .execute();
}

/** An attempt with its request and answer. */
export interface StoredAttempt extends EndedAttempt {
  readonly statusCode: number | null;
  readonly error: string | null;
  readonly redirectedTo: string | null;
  /** Undefined when nothing was sent or the request was not stored. `bytes` is the length of the whole body. */
  readonly request:
    | { readonly headers: SentRequest['headers']; readonly start: Uint8Array; readonly bytes: number }
    | undefined;
  /** Undefined when there was none or it was not stored. */
  readonly answer: { readonly type: string | null; readonly start: Uint8Array } | undefined;
}

export async function findAttempt(
  db: Db,
  deliveryId: string,
  number: number,
): Promise<StoredAttempt | undefined> {
  const row = await db
    .selectFrom('delivery_attempt')
    .selectAll()
    .where('delivery_id', '=', deliveryId)
    .where('number', '=', number)
    .executeTakeFirst();
  return row && toAttempt(row);
}

function toAttempt(row: Selectable<DeliveryAttemptTable>): StoredAttempt {
  const { request_headers: headers, request_body: start, request_bytes: bytes, answer_start: answer } = row;
  return {
    deliveryId: row.delivery_id,
    number: row.number,
    startedAt: row.started_at,
    latencyMs: row.latency_ms,
    url: row.url,
    statusCode: row.status_code,
    error: row.error,
    redirectedTo: row.redirected_to,
    request:
      headers === null || start === null || bytes === null
        ? undefined
        : { headers: JSON.parse(headers) as SentRequest['headers'], start, bytes },
    answer: answer === null ? undefined : { type: row.answer_type, start: answer },
  };
}
