import type { FastifyInstance } from 'fastify';
import { isTerminal } from '../../jobs/job.ts';
import type { BackendServices } from '../provider-backend.ts';
import { findRequestedJob } from './find-requested-job.ts';
import { jobFailed, notFinished } from './refusals.ts';
import { rowsOf } from './rows-of.ts';
import { stateOf, type State } from './state-of.ts';
import { workOrderOf } from './work-order.ts';

/** Seconds; most jobs are done by then. */
const RETRY_AFTER = 2;

/** The Jobs API's word for a state (S11). */
const wordFor = (status: State['status']): string => (status === 'completed' ? 'succeeded' : status);

/** `GET /jobs/{id}` and `/jobs/{id}/result` (S11). */
export function addReadJob(app: FastifyInstance, services: BackendServices): void {
  app.get('/jobs/:id', async (request) => {
    const job = await findRequestedJob(services, request);
    const { id } = job;
    const { status, error } = stateOf(job);
    return {
      job_id: Number(id),
      id,
      type: workOrderOf(job).type,
      status: wordFor(status),
      ...(!isTerminal(status) && { retry_after: RETRY_AFTER }),
      ...(error !== null && { error }),
    };
  });
  app.get('/jobs/:id/result', async (request) => {
    const job = await findRequestedJob(services, request);
    const { id } = job;
    const { status, error } = stateOf(job);
    if (status === 'failed') throw jobFailed(error ?? 'no reason is known');
    if (status !== 'completed') throw notFinished(status);
    const items = await rowsOf(services.storage.db, id);
    return { job_id: Number(id), status: wordFor(status), data: { total: items.length, items } };
  });
}
