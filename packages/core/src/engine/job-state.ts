import { ConfigurationError } from '../errors/configuration-error.ts';
import { ProviderError } from '../errors/provider-error.ts';
import { UnexpectedAnswerError } from '../errors/unexpected-answer-error.ts';
import type { Job, JobReference } from '../job.ts';
import type { JobOperation, JobReading } from '../operation.ts';
import type { WebhookEvent } from '../webhook-event.ts';
import { parseAnswer, parseJob } from './answer.ts';
import { findOperationOfJob, type Engine } from './engine.ts';
import type { Call } from './exchange.ts';
import { checkJobId } from './input.ts';

/** What ends a call early: an abort, and a time that no pause of it passes. */
export type CallLimits = Pick<Call, 'signal' | 'pausesUntil'>;

/** Fetches a job from the provider, or finds it among the deliveries where the provider has no status route. */
export async function fetchJob(engine: Engine, job: JobReference, limits: CallLimits = {}): Promise<Job> {
  const { provider, exchange } = engine;
  const operation = findOperationOfJob(provider, job);
  checkJobId(job);
  if (operation.state.from === 'webhook') return findDelivered(engine, operation, job);
  const response = await exchange(operation.state.route, 'read', { values: { jobId: job.id }, ...limits });
  const { reading, raw } = await parseAnswer(provider, response, (body) => parseJob(engine, operation, body));
  // An answer about another job must not replace the job that the caller pays for, so the id stays.
  return { ...reading, id: job.id, operation: job.operation, raw };
}

/** Returns a job as a verified delivery describes it; it counts as running until a delivery arrives. */
async function findDelivered(engine: Engine, operation: JobOperation, job: JobReference): Promise<Job> {
  const event = await findEvent(engine, job);
  const reference = { id: job.id, operation: job.operation };
  if (event === undefined) return { ...reference, status: 'running', raw: undefined };
  return { ...reference, ...parseDelivered(engine, operation, event), ...reference, raw: event.payload };
}

/** Finds the delivery about a job. Throws a retryable ProviderError when the host's store of deliveries fails. */
async function findEvent(
  { provider, deliveries }: Engine,
  { id: jobId }: JobReference,
): Promise<WebhookEvent | undefined> {
  if (deliveries === undefined) {
    throw new ConfigurationError(
      `${provider.name} reports a job by webhook only: give the client the inbox that your webhook receiver fills.`,
    );
  }
  try {
    return await deliveries.find(jobId);
  } catch (cause) {
    throw new ProviderError(`The deliveries about job ${jobId} could not be read.`, {
      retryable: true,
      jobId,
      cause,
    });
  }
}

function parseDelivered(engine: Engine, operation: JobOperation, { payload }: WebhookEvent): JobReading {
  try {
    return parseJob(engine, operation, payload);
  } catch (cause) {
    throw new UnexpectedAnswerError(engine.provider.name, { cause });
  }
}

/** Cancels a job and returns its state after that. Throws ConfigurationError when the provider cannot cancel jobs. */
export async function cancelJob(engine: Engine, job: JobReference, limits: CallLimits = {}): Promise<Job> {
  const { cancel } = findOperationOfJob(engine.provider, job);
  if (cancel === undefined)
    throw new ConfigurationError(`${engine.provider.name} offers no way to cancel a job.`);
  checkJobId(job);
  await engine.exchange(cancel, 'write', { values: { jobId: job.id }, ...limits });
  return fetchJob(engine, job, limits);
}
