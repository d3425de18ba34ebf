import type { FastifyInstance, FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { findFirstApiKey } from '../../accounts/sealed-api-key.ts';
import { parseJsonObject } from '../../http/json.ts';
import { isTerminal, type StoredJob } from '../../jobs/job.ts';
import { listResultPages } from '../../jobs/results.ts';
import type { Db, Transaction } from '../../storage/database.ts';
import { callerOf } from '../mount.ts';
import type { BackendServices } from '../provider-backend.ts';
import { findRequestedJob } from '../requested-job.ts';
import { SEE_DASHBOARD, storeJob } from '../store-job.ts';
import {
  jobInput,
  jobWord,
  limits,
  type ParsedJob,
  parseJob,
  parseTask,
  PROVIDER,
  type TaskEndpoint,
  taskLookups,
  taskState,
} from './bodies.ts';
import { claimKey, parseIdempotencyKey } from './idempotency.ts';
import { jobFailed, notFinished, taskNotFound, unsignable } from './refusals.ts';

/** Adds `POST /jobs` of the Jobs API (S11); the same `Idempotency-Key` and body get the same job and answer. */
export function addCreateJob(app: FastifyInstance, services: BackendServices): void {
  const { config } = services;
  app.post('/jobs', async (request, reply) => {
    const body = parseJsonObject(request, 'invalid_request', {
      fieldCodes: { webhook_url: 'invalid_webhook_url' },
    });
    const parsed = parseJob(body, { allowPrivate: config.allowPrivateWebhooks });
    const { accountId } = callerOf(request);
    const key = parseIdempotencyKey(request);
    const store = async (trx: Transaction) => {
      const next = await nextProcessId(trx);
      const earlier = key === undefined ? undefined : await claimKey(trx, next, { accountId, key, body });
      return earlier ?? (await enqueueLookup(services, trx, { ...parsed, accountId, id: next }));
    };
    const howToFindOut = key === undefined ? SEE_DASHBOARD : REPEAT_WITH_KEY;
    const { id } = await storeJob(services, { accountId, provider: PROVIDER, store, howToFindOut });
    return await reply.status(202).send({ job_id: Number(id), id, status: 'queued' });
  });
}

const REPEAT_WITH_KEY =
  'Send the request again with the same Idempotency-Key: if the job exists, the answer names it.';

/** The seconds after which a client should read an unfinished job again; most jobs have ended by then. */
const RETRY_AFTER = 2;

/** Adds `GET /jobs/{id}` and `GET /jobs/{id}/result` (S11). */
export function addReadJob(app: FastifyInstance, services: BackendServices): void {
  app.get('/jobs/:id', async (request) => {
    const job = await findTask(services, request);
    const { id } = job;
    const { status, error } = taskState(job);
    return {
      job_id: Number(id),
      id,
      type: jobInput(job).type,
      status: jobWord(status),
      ...(!isTerminal(status) && { retry_after: RETRY_AFTER }),
      ...(error !== null && { error }),
    };
  });
  app.get('/jobs/:id/result', async (request) => {
    const job = await findTask(services, request);
    const { id } = job;
    const { status, error } = taskState(job);
    if (status === 'failed') throw jobFailed(error ?? 'no reason is known');
    if (status !== 'completed') throw notFinished(status);
    const items = await listRows(services.storage.db, id);
    return { job_id: Number(id), status: jobWord(status), data: { total: items.length, items } };
  });
}

/** Adds `POST /company/linkedin` and `POST /contact/linkedin` of the Task API (S01). */
export function addCreateTask(app: FastifyInstance, services: BackendServices): void {
  const { config } = services;
  for (const endpoint of Object.keys(taskLookups) as TaskEndpoint[]) {
    app.post(endpoint, async (request, reply) => {
      const body = parseJsonObject(request, 'invalid_request', {
        fieldCodes: { webhook_url: 'invalid_webhook_url' },
      });
      const parsed = parseTask(endpoint, body, { allowPrivate: config.allowPrivateWebhooks });
      const { accountId } = callerOf(request);
      const { id, status } = await storeJob(services, {
        accountId,
        provider: PROVIDER,
        store: async (trx) =>
          await enqueueLookup(services, trx, { ...parsed, accountId, id: await nextProcessId(trx) }),
        howToFindOut: SEE_DASHBOARD,
      });
      return await reply.status(202).send({ process_id: Number(id), status });
    });
  }
}

/** Adds `GET /task/{process_id}/status` and `/data` (S09). Before the task has ended, the data are the rows so far. */
export function addReadTask(app: FastifyInstance, services: BackendServices): void {
  app.get('/task/:id/status', async (request) => {
    const job = await findTask(services, request);
    const { status, error } = taskState(job);
    return { process_id: Number(job.id), status, ...(error !== null && { error }) };
  });
  app.get('/task/:id/data', async (request) => {
    const { id } = await findTask(services, request);
    const items = await listRows(services.storage.db, id);
    return { total: items.length, items };
  });
}

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
  readonly clientRequestId?: string;
}

/**
 * Stores a job in the transaction. Throws a 400 when the job has a webhook that cannot be signed, because this server does
 * not know the account's first API key (S07).
 */
export async function enqueueLookup(
  { jobs }: Pick<BackendServices, 'jobs'>,
  trx: Transaction,
  { id, accountId, lookup, input, webhookUrl, clientRequestId }: NewLookup,
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
    ...(clientRequestId !== undefined && { clientRequestId }),
  });
}

const requested = { provider: PROVIDER, idForm: /^[1-9]\d{0,15}$/, notFound: taskNotFound };

/** Finds the caller's job that the path names, created through either API; throws a 404. */
const findTask = async (
  services: Pick<BackendServices, 'storage'>,
  request: FastifyRequest,
): Promise<StoredJob> => await findRequestedJob(services, request, requested);

/** Lists the rows written so far, at most `limits.rows`, in the order of the items. */
async function listRows(db: Db, jobId: string): Promise<readonly object[]> {
  const pages = await Array.fromAsync(listResultPages(db, jobId));
  return JSON.parse(`[${pages.join(',')}]`) as object[];
}
