import type { FastifyInstance } from 'fastify';
import { parseJsonObject } from '../../http/json.ts';
import { isTerminal } from '../../jobs/job.ts';
import { callerOf } from '../mount.ts';
import type { BackendServices } from '../provider-backend.ts';
import { jobInput, jobWord, parseJob, taskState } from './bodies.ts';
import { claimKey, parseIdempotencyKey } from './idempotency.ts';
import { jobFailed, notFinished } from './refusals.ts';
import { findTask, listRows, nextProcessId, storeJob } from './stored-jobs.ts';

/** Adds `POST /jobs` of the Jobs API (S11); the same `Idempotency-Key` and body get the same job and answer. */
export function addCreateJob(app: FastifyInstance, services: BackendServices): void {
  const { storage, jobs, config } = services;
  app.post('/jobs', async (request, reply) => {
    const body = parseJsonObject(request, 'invalid_request', {
      fieldCodes: { webhook_url: 'invalid_webhook_url' },
    });
    const parsed = parseJob(body, { allowPrivate: config.allowPrivateWebhooks });
    const { accountId } = callerOf(request);
    const key = parseIdempotencyKey(request);
    const id = await storage.transaction(async (trx) => {
      const next = await nextProcessId(trx);
      const earlier = key === undefined ? undefined : await claimKey(trx, next, { accountId, key, body });
      if (earlier !== undefined) return earlier;
      return (await storeJob(services, trx, { ...parsed, accountId, id: next })).id;
    });
    jobs.wake();
    return await reply.status(202).send({ job_id: Number(id), id, status: 'queued' });
  });
}

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
