import type { FastifyRequest } from 'fastify';
import { findJob } from '../../jobs/job-store.ts';
import type { StoredJob } from '../../jobs/job.ts';
import { callerOf } from '../caller.ts';
import type { BackendServices } from '../provider-backend.ts';
import { PROVIDER } from './names.ts';
import { isProcessId } from './process-id.ts';
import { taskNotFound } from './refusals.ts';

/** The caller's job named in the path, whichever API made it, or a 404. */
export async function findRequestedJob(
  { storage }: Pick<BackendServices, 'storage'>,
  request: FastifyRequest,
): Promise<StoredJob> {
  const { id } = request.params as { id: string };
  const owner = { accountId: callerOf(request).accountId, provider: PROVIDER };
  const job = isProcessId(id) ? await findJob(storage.db, id, owner) : undefined;
  if (job === undefined) throw taskNotFound();
  return job;
}
