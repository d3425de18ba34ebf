import type { FastifyRequest } from 'fastify';
import { findJob } from '../../jobs/job-store.ts';
import type { StoredJob } from '../../jobs/job.ts';
import type { Reader } from '../../storage/database.ts';
import { callerOf } from '../caller.ts';
import { isJobId, OPERATION, PROVIDER } from './names.ts';
import { jobNotFound } from './refusals.ts';

/** The caller's own job that the path names, or a 404. */
export async function findRequestedJob(db: Reader, request: FastifyRequest): Promise<StoredJob> {
  const { id } = request.params as { id: string };
  const { accountId } = callerOf(request);
  const owner = { accountId, provider: PROVIDER, operation: OPERATION };
  const job = isJobId(id) ? await findJob(db, id, owner) : undefined;
  if (job === undefined) throw jobNotFound();
  return job;
}
