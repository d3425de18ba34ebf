import type { FastifyRequest } from 'fastify';
import type { HttpError } from '../http/errors.ts';
import { findJob, type JobOwner } from '../jobs/job-store.ts';
import type { StoredJob } from '../jobs/job.ts';
import { callerOf } from './mount.ts';
import type { BackendServices } from './provider-backend.ts';

export interface RequestedJob extends Omit<JobOwner, 'accountId'> {
  /** @default the parameter `id` of the path */
  readonly id?: string;
  /** A text of another form is no id; the database, which rejects U+0000, is then not asked (C099). */
  readonly idForm: RegExp;
  readonly notFound: () => HttpError;
}

/** Finds the job that a path names. Throws `notFound` when the caller has no such job (C098, C099). */
export async function findRequestedJob(
  { storage }: Pick<BackendServices, 'storage'>,
  request: FastifyRequest,
  { id = pathId(request), idForm, notFound, ...jobs }: RequestedJob,
): Promise<StoredJob> {
  if (!idForm.test(id)) throw notFound();
  const owner = { accountId: callerOf(request).accountId, ...jobs };
  const key = ['job', owner.accountId, jobs.provider, jobs.operation, id].join(':');
  const job = await storage.remember(key, async () => await findJob(storage.db, id, owner));
  if (job === undefined) throw notFound();
  return job;
}

/** The parameter `id` of the path. */
export const pathId = ({ params }: FastifyRequest): string => (params as { readonly id: string }).id;
