import type { FastifyInstance, FastifyRequest } from 'fastify';
import { findAccountJob } from '../jobs/job-store.ts';
import { isTerminal, type StoredJob } from '../jobs/job.ts';
import { sessionOf } from './guard-session.ts';
import { renderConfirmation } from './html/confirmation.ts';
import type { PageServices } from './page.ts';
import { invalidRequest, jobHasEnded, jobHasNoResults, jobNotFound } from './refusals.ts';

/** Under `/dashboard/jobs/{id}`: results as a file, and cancelling, which is asked about first. */
export function addJobRoutes(app: FastifyInstance, services: PageServices): void {
  const { storage, jobs, jobViews, show } = services;
  app.get('/jobs/:id/results', async (request, reply) => {
    const job = await findRequestedJob(services, request);
    const { format = 'json' } = request.query as { readonly format?: unknown };
    if (format !== 'json' && format !== 'csv') throw invalidRequest('format must be json or csv.');
    const view = jobViews.get(job.provider);
    if (job.status !== 'completed' || view === undefined) throw jobHasNoResults();
    reply.header('content-disposition', `attachment; filename="${job.id}.${format}"`);
    return view.sendResults(reply, job, { db: storage.db, format });
  });
  app.get('/jobs/:id/cancel', async (request, reply) => {
    const { id, status } = await findRequestedJob(services, request);
    if (isTerminal(status)) throw jobHasEnded();
    const body = renderConfirmation({
      consequence: `Job ${id} will end now. What it found so far stays charged, and its results cannot be fetched.`,
      doIt: 'Cancel the job',
      action: `/dashboard/jobs/${id}/cancel`,
      back: '/dashboard',
    });
    return show(request, reply, { title: 'Cancel a job?', body });
  });
  app.post('/jobs/:id/cancel', async (request, reply) => {
    const { id } = await findRequestedJob(services, request);
    if ((await jobs.cancel(id)) === undefined) throw jobHasEnded();
    return await reply.redirect('/dashboard?done=cancelled', 303);
  });
}

async function findRequestedJob({ storage }: PageServices, request: FastifyRequest): Promise<StoredJob> {
  const { id } = request.params as { readonly id: string };
  const { accountId } = sessionOf(request);
  // PostgreSQL takes no U+0000, and no id has anything but these.
  const job = /^[\w-]+$/.test(id) ? await findAccountJob(storage.db, accountId, id) : undefined;
  if (job === undefined) throw jobNotFound();
  return job;
}
