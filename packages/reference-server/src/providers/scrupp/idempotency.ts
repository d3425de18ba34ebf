import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { JsonObject } from '../../http/json-body.ts';
import type { Transaction } from '../../storage/database.ts';
import { canonicalJson } from './canonical-json.ts';
import { invalid, keyReused } from './refusals.ts';

const KEY = /^[\x21-\x7e]{1,255}$/;

/** A create that the client may repeat. */
export interface Repeatable {
  readonly accountId: string;
  readonly key: string;
  readonly body: JsonObject;
}

/** The `Idempotency-Key` (S11); undefined when there is none. */
export function readIdempotencyKey({ headers }: Pick<FastifyRequest, 'headers'>): string | undefined {
  const key = headers['idempotency-key'];
  if (key === undefined || (typeof key === 'string' && KEY.test(key))) return key;
  throw invalid('Idempotency-Key must be 1 to 255 visible ASCII characters.');
}

/**
 * Takes the key for the job `id`, which the caller then stores: undefined. If the account's key is taken, the id of the
 * job that has it, or a 422 when that was made from another body. A create under way is waited for.
 */
export async function takeKey(
  trx: Transaction,
  id: string,
  { accountId, key, body }: Repeatable,
): Promise<string | undefined> {
  const hash = createHash('sha256').update(canonicalJson(body)).digest('hex');
  const { numInsertedOrUpdatedRows: taken } = await trx
    .insertInto('scrupp_idempotency')
    .values({ account_id: accountId, key, request_hash: hash, job_id: id })
    .onConflict((conflict) => conflict.columns(['account_id', 'key']).doNothing())
    .executeTakeFirst();
  if (taken === 1n) return undefined;
  const earlier = await trx
    .selectFrom('scrupp_idempotency')
    .select(['request_hash', 'job_id'])
    .where('account_id', '=', accountId)
    .where('key', '=', key)
    .executeTakeFirstOrThrow();
  if (earlier.request_hash !== hash) throw keyReused();
  return earlier.job_id;
}
