import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { JsonObject } from '../../http/json.ts';
import type { StoredJob } from '../../jobs/job.ts';
import type { Transaction } from '../../storage/database.ts';
import { invalid, keyReused } from './refusals.ts';

const keyForm = /^[\x21-\x7e]{1,255}$/;

/** Parses the `Idempotency-Key` header (S11); undefined when there is none. Throws a 400 for a malformed key. */
export function parseIdempotencyKey({ headers }: Pick<FastifyRequest, 'headers'>): string | undefined {
  const key = headers['idempotency-key'];
  if (key === undefined || (typeof key === 'string' && keyForm.test(key))) return key;
  throw invalid('Idempotency-Key must be 1 to 255 visible ASCII characters.');
}

/** A create with an `Idempotency-Key`, which the client may send again. */
export interface RepeatableCreate {
  readonly accountId: string;
  readonly key: string;
  readonly body: JsonObject;
}

/**
 * Claims the key for the job `id`, which the caller stores in the same transaction, and returns undefined. When the
 * account has used the key before, returns that job, or throws a 422 if its body was another one. Waits for
 * the end of a transaction that is claiming the same key.
 */
export async function claimKey(
  trx: Transaction,
  id: string,
  { accountId, key, body }: RepeatableCreate,
): Promise<Pick<StoredJob, 'id'> | undefined> {
  const hash = createHash('sha256').update(canonicalJson(body)).digest('hex');
  const { numInsertedOrUpdatedRows: claimed } = await trx
    .insertInto('scrupp_idempotency')
    .values({ account_id: accountId, key, request_hash: hash, job_id: id })
    .onConflict((conflict) => conflict.columns(['account_id', 'key']).doNothing())
    .executeTakeFirst();
  if (claimed === 1n) return undefined;
  const earlier = await trx
    .selectFrom('scrupp_idempotency')
    .select(['request_hash', 'job_id'])
    .where('account_id', '=', accountId)
    .where('key', '=', key)
    .executeTakeFirstOrThrow();
  if (earlier.request_hash !== hash) throw keyReused();
  return { id: earlier.job_id };
}

/** Writes a JSON value as text in which the keys of every object are sorted. */
const canonicalJson = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) => (isObject(inner) ? sorted(inner) : inner));

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

// Object.fromEntries keeps a key named `__proto__`; an assignment to an object would lose it.
const sorted = (value: Readonly<Record<string, unknown>>): object =>
  Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
