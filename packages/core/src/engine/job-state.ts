import { ConfigurationError } from '../errors/configuration-error.ts';
import type { Job, JobReference } from '../job.ts';
import type { JobOperation } from '../provider.ts';
import { parseAnswer } from './answer.ts';
import { findJobOperation, type Engine } from './engine.ts';

/** Fetches a job from the provider, or finds it among the deliveries where the provider has no status route. */
export async function fetchJob(engine: Engine, job: JobReference, signal?: AbortSignal): Promise<Job> {
  const { provider, exchange } = engine;
  const operation = findJobOperation(provider, job.operation);
  if (operation.state.from === 'webhook') return findDelivered(engine, operation, job);
  const response = await exchange(operation.state.route, 'read', { values: { jobId: job.id }, signal });
  const { reading, raw } = await parseAnswer(provider, response, operation.parseJob);
  const { id = job.id, ...facts } = reading;
  return { id, ...facts, operation: job.operation, raw };
}

/** Returns a job as a verified delivery describes it; it counts as running until a delivery arrives. */
async function findDelivered(
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
  const reference = { id: job.id, operation: job.operation };
  if (event === undefined) return { ...reference, status: 'running', raw: undefined };
  return { ...reference, ...operation.parseJob(event.payload), ...reference, raw: event.payload };
}

/** Cancels a job and returns its state after that. Throws ConfigurationError when the provider cannot cancel jobs. */
export async function cancelJob(engine: Engine, job: JobReference, signal?: AbortSignal): Promise<Job> {
  const { cancel } = findJobOperation(engine.provider, job.operation);
  if (cancel === undefined)
    throw new ConfigurationError(`${engine.provider.name} offers no way to cancel a job.`);
  await engine.exchange(cancel, 'write', { values: { jobId: job.id }, signal });
  return fetchJob(engine, job, signal);
}
