import type { FastifyInstance } from 'fastify';
import { parseJsonObject } from '../../http/json.ts';
import { callerOf } from '../mount.ts';
import type { BackendServices } from '../provider-backend.ts';
import { parseTask, taskLookups, taskState, type TaskEndpoint } from './bodies.ts';
import { findTask, listRows, nextProcessId, storeJob } from './stored-jobs.ts';

/** Adds `POST /company/linkedin` and `POST /contact/linkedin` of the Task API (S01). */
export function addCreateTask(app: FastifyInstance, services: BackendServices): void {
  const { storage, jobs, config } = services;
  for (const endpoint of Object.keys(taskLookups) as TaskEndpoint[]) {
    app.post(endpoint, async (request, reply) => {
      const body = parseJsonObject(request, 'invalid_request', {
        fieldCodes: { webhook_url: 'invalid_webhook_url' },
      });
      const parsed = parseTask(endpoint, body, { allowPrivate: config.allowPrivateWebhooks });
      const { accountId } = callerOf(request);
      const { id, status } = await storage.transaction(
        async (trx) => await storeJob(services, trx, { ...parsed, accountId, id: await nextProcessId(trx) }),
      );
      jobs.wake();
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
