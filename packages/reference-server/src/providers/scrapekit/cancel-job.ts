import type { FastifyInstance } from 'fastify';
import { findJob } from '../../jobs/job-store.ts';
import { callerOf } from '../caller.ts';
import { isJobId, PROVIDER } from './names.ts';
import { jobNotCancellable, jobNotFound } from './refusals.ts';
import type { Services } from './services.ts';
import { timestamp } from '../../http/json.ts';

const NOTE = 'Work done before the cancellation stays charged.';

/** `POST /jobs/{id}/cancel` for any kind of job (C153-C160). */
export function addCancelJob(app: FastifyInstance, { storage, jobs, clock }: Services): void {
  app.post('/jobs/:id/cancel', { config: { rateClass: 'create' } }, async (request) => {
    const { id } = request.params as { id: string };
    const owner = { accountId: callerOf(request).accountId, provider: PROVIDER };
    const job = isJobId(id) ? await findJob(storage.db, id, owner) : undefined;
    if (job === undefined) throw jobNotFound();
    const cancelled = await jobs.cancel(id);
    if (cancelled === undefined) throw jobNotCancellable();
    const cancelledAt = cancelled.finishedAt ?? new Date(clock.now());
    return { job_id: id, status: cancelled.status, cancelled_at: timestamp(cancelledAt), note: NOTE };
  });
}
