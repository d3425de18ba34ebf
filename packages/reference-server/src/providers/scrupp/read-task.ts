import type { FastifyInstance } from 'fastify';
import type { BackendServices } from '../provider-backend.ts';
import { findRequestedJob } from './find-requested-job.ts';
import { rowsOf } from './rows-of.ts';
import { stateOf } from './state-of.ts';

/** `GET /task/{process_id}/status` and `/data` (S09). Asked too early, the data are the rows there are. */
export function addReadTask(app: FastifyInstance, services: BackendServices): void {
  app.get('/task/:id/status', async (request) => {
    const job = await findRequestedJob(services, request);
    const { status, error } = stateOf(job);
    return { process_id: Number(job.id), status, ...(error !== null && { error }) };
  });
  app.get('/task/:id/data', async (request) => {
    const { id } = await findRequestedJob(services, request);
    const items = await rowsOf(services.storage.db, id);
    return { total: items.length, items };
  });
}
