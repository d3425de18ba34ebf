import type { FastifyRequest } from 'fastify';
import type { HttpError } from '../http/errors.ts';
import { findJob } from '../jobs/job-store.ts';
import type { StoredJob } from '../jobs/job.ts';
import { callerOf } from './mount.ts';
import type { BackendServices } from './provider-backend.ts';

/** The form of the ids that `randomUUID` makes. */
export const uuidForm = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/** The parameter `id` of the path. */
export const pathId = ({ params }: FastifyRequest): string => (params as { readonly id: string }).id;

export interface RequestedJob {
  readonly provider: string;
  /** @default any operation of the provider */
  readonly operation?: string;
  /** @default the parameter `id` of the path */
  readonly id?: string;
  /** Other texts are refused before the query, because the database rejects texts that contain U+0000 (C099). */
  readonly idForm: RegExp;
  readonly notFound: () => HttpError;
}

/** Finds the job that a path names. Throws `notFound` when the caller has no such job (C098, C099). */
export async function findRequestedJob(
  { storage }: Pick<BackendServices, 'storage'>,
  request: FastifyRequest,
  { provider, operation, id = pathId(request), idForm, notFound }: RequestedJob,
): Promise<StoredJob> {
  if (!idForm.test(id)) throw notFound();
  const owner = { accountId: callerOf(request).accountId, provider, operation };
  const key = ['job', ...Object.values(owner), id].join(':');
  const job = await storage.remember(key, async () => await findJob(storage.db, id, owner));
  if (job === undefined) throw notFound();
  return job;
}
