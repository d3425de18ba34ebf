import type { FastifyRequest } from 'fastify';
import { findJob } from '../../jobs/job-store.ts';
import type { StoredJob } from '../../jobs/job.ts';
import { callerOf } from '../caller.ts';
import { isJobIdOf, PROVIDER, type JobKind } from './names.ts';
import { jobNotFound } from './refusals.ts';
import type { Services } from './services.ts';

/** The caller's job named in the path, of the kind the path is for, or a 404 (C098, C099). */
export async function findRequestedJob(
  { storage }: Services,
  request: FastifyRequest,
  kind: JobKind,
): Promise<StoredJob> {
  const { id } = request.params as { id: string };
  const { accountId } = callerOf(request);
  const owner = { accountId, provider: PROVIDER, operation: kind.operation };
  const find = async () => await findJob(storage.db, id, owner);
  const job = isJobIdOf(kind, id) ? await storage.remember(`job:${accountId}:${id}`, find) : undefined;
  if (job === undefined) throw jobNotFound();
  return job;
}
