import type { FastifyInstance } from 'fastify';
import { callerOf } from '../caller.ts';
import type { BackendServices } from '../provider-backend.ts';
import { findRequestedJob } from './find-requested-job.ts';
import { jobBody, statusOf } from './job-body.ts';
import { createJobId, OPERATION, PROVIDER } from './names.ts';
import { readJobRequest } from './read-job-request.ts';
import { jobHasEnded } from './refusals.ts';

/** Jobs: create, read, cancel. */
export function addJobRoutes(app: FastifyInstance, services: BackendServices): void {
  const { storage, jobs, wakeDeliverer } = services;
  app.post('/jobs', async (request, reply) => {
    const input = readJobRequest(request);
    const { accountId } = callerOf(request);
    const wanted = { id: createJobId(), accountId, provider: PROVIDER, operation: OPERATION };
    const job = await storage.transaction(
      async (trx) => await jobs.enqueue(trx, { ...wanted, input, cap: 1, items: [input] }),
    );
    jobs.wake();
    wakeDeliverer();
    return await reply.status(201).send(jobBody(job));
  });
  app.get('/jobs/:id', async (request) => jobBody(await findRequestedJob(storage.db, request)));
  app.post('/jobs/:id/cancel', async (request) => {
    const job = await findRequestedJob(storage.db, request);
    const cancelled = await jobs.cancel(job.id);
    if (cancelled === undefined) throw jobHasEnded(statusOf(await findRequestedJob(storage.db, request)));
    return jobBody(cancelled);
  });
}
