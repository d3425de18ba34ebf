import { ConfigurationError } from '../errors/configuration-error.ts';
import type { Job, JobReference } from '../jobs/job.ts';
import { findJobOperation, type Engine } from './engine.ts';
import { readAnswer } from './read-answer.ts';

export async function readJob(
  { provider, exchange }: Engine,
  job: JobReference,
  signal?: AbortSignal,
): Promise<Job> {
  const operation = findJobOperation(provider, job.operation);
  const response = await exchange(operation.status, 'read', { values: { jobId: job.id }, signal });
  const { reading, raw } = await readAnswer(provider, response, operation.readJob);
  return { ...reading, operation: job.operation, raw };
}

export async function cancelJob(engine: Engine, job: JobReference, signal?: AbortSignal): Promise<Job> {
  const { cancel } = findJobOperation(engine.provider, job.operation);
  if (cancel === undefined) {
    throw new ConfigurationError(`${engine.provider.name} offers no way to cancel a job.`);
  }
  await engine.exchange(cancel, 'write', { values: { jobId: job.id }, signal });
  return readJob(engine, job, signal);
}
