import { ConfigurationError } from '../errors/configuration-error.ts';
import type { Job, JobReference } from '../jobs/job.ts';
import type { JobOperation } from '../provider.ts';
import { findJobOperation, type Engine } from './engine.ts';
import { readAnswer } from './read-answer.ts';

export async function readJob(engine: Engine, job: JobReference, signal?: AbortSignal): Promise<Job> {
  const { provider, exchange } = engine;
  const operation = findJobOperation(provider, job.operation);
  if (operation.state.from === 'webhook') return readDelivered(engine, operation, job);
  const response = await exchange(operation.state.route, 'read', { values: { jobId: job.id }, signal });
  const { reading, raw } = await readAnswer(provider, response, operation.readJob);
  return { id: job.id, ...reading, operation: job.operation, raw };
}

/** The state of a job that only ever shows in a verified delivery. */
async function readDelivered(
  { provider, deliveries }: Engine,
  operation: JobOperation,
  job: JobReference,
): Promise<Job> {
  if (deliveries === undefined) {
    throw new ConfigurationError(
      `${provider.name} reports a job by webhook only: give the client the inbox that your webhook receiver fills.`,
    );
  }
  const event = await deliveries.find(job.id);
  const base = { id: job.id, operation: job.operation };
  if (event === undefined) return { ...base, status: 'running', raw: undefined };
  return { ...base, ...operation.readJob(event.payload), ...base, raw: event.payload };
}

export async function cancelJob(engine: Engine, job: JobReference, signal?: AbortSignal): Promise<Job> {
  const { cancel } = findJobOperation(engine.provider, job.operation);
  if (cancel === undefined)
    throw new ConfigurationError(`${engine.provider.name} offers no way to cancel a job.`);
  await engine.exchange(cancel, 'write', { values: { jobId: job.id }, signal });
  return readJob(engine, job, signal);
}
