import type { FastifyRequest } from 'fastify';
import { findJob } from '../../jobs/job-store.ts';
import type { StoredJob } from '../../jobs/job.ts';
import type { Storage } from '../../storage/open-storage.ts';
import { jobNotFound } from '../refusals.ts';
import { sessionOf } from '../session-guard.ts';

/** Ids hold only these characters. PostgreSQL refuses U+0000. */
const idForm = /^[\w-]+$/;

/** Finds a job of the account by its id. Returns undefined for another text and for a job of another account. */
export async function findOwnJob(
  { storage }: { readonly storage: Storage },
  request: FastifyRequest,
  id: unknown,
): Promise<StoredJob | undefined> {
  if (typeof id !== 'string' || !idForm.test(id)) return undefined;
  const { accountId } = sessionOf(request);
  const key = `dashboard job:${accountId}:${id}`;
  return await storage.remember(key, async () => await findJob(storage.db, id, { accountId }));
}

/** Finds the job that the path names. Throws a 404 when the account has no such job. */
export async function findRequestedJob(
  services: { readonly storage: Storage },
  request: FastifyRequest,
): Promise<StoredJob> {
  const job = await findOwnJob(services, request, (request.params as { readonly id: string }).id);
  if (job === undefined) throw jobNotFound();
  return job;
}
