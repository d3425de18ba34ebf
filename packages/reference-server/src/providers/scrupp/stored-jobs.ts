import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { findFirstApiKey } from '../../accounts/sealed-api-key.ts';
import type { StoredJob } from '../../jobs/job.ts';
import { listResultPages } from '../../jobs/results.ts';
import type { Db, Transaction } from '../../storage/database.ts';
import type { BackendServices } from '../provider-backend.ts';
import { findRequestedJob } from '../requested-job.ts';
import { limits, PROVIDER, type ParsedJob } from './bodies.ts';
import { taskNotFound, unsignable } from './refusals.ts';

/**
 * Returns the next number of this server (S02). Both APIs use one sequence, because an event names its job only by the
 * number, and a client may read that job through either API.
 */
export async function nextProcessId(trx: Transaction): Promise<string> {
  const { rows } = await sql<{ id: number | string }>`select nextval('scrupp_process_id') as id`.execute(trx);
  const [row] = rows;
  if (row === undefined) throw new Error('The database returned no process id.');
  return String(row.id);
}

export interface NewLookup extends ParsedJob {
  /** A number from `nextProcessId`. */
  readonly id: string;
  readonly accountId: string;
}

/**
 * Stores a job; call `jobs.wake` after the transaction has committed. Throws a 400 when the job has a webhook that
 * cannot be signed, because this server does not know the account's first API key (S07).
 */
export async function storeJob(
  { jobs }: Pick<BackendServices, 'jobs'>,
  trx: Transaction,
  { id, accountId, lookup, input, webhookUrl }: NewLookup,
): Promise<StoredJob> {
  if (webhookUrl !== undefined && (await findFirstApiKey(trx, accountId)) === undefined) throw unsignable();
  return await jobs.enqueue(trx, {
    id,
    accountId,
    provider: PROVIDER,
    operation: lookup,
    input,
    cap: Math.min(input.items.length * input.max, limits.rows),
    ...(webhookUrl !== undefined && { webhookUrl }),
  });
}

const requested = { provider: PROVIDER, idForm: /^[1-9]\d{0,15}$/, notFound: taskNotFound };

/** Finds the caller's job that the path names, created through either API; throws a 404. */
export const findTask = async (
  services: Pick<BackendServices, 'storage'>,
  request: FastifyRequest,
): Promise<StoredJob> => await findRequestedJob(services, request, requested);

/** Lists the rows written so far, at most `limits.rows`, in the order of the items. */
export async function listRows(db: Db, jobId: string): Promise<readonly object[]> {
  const pages = await Array.fromAsync(listResultPages(db, jobId));
  return JSON.parse(`[${pages.join(',')}]`) as object[];
}
