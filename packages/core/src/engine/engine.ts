import { ConfigurationError } from '../errors/configuration-error.ts';
import type { Job, JobReference } from '../job.ts';
import type { JobOperation, Operation } from '../operation.ts';
import type { ProviderDefinition } from '../provider.ts';
import type { DeliveredEvents } from '../webhook-event.ts';
import type { Redact } from '../http/redact.ts';
import type { RetryOptions } from '../http/send.ts';
import type { CreatedJobs } from './created-jobs.ts';
import type { Exchange } from './exchange.ts';
import type { InFlight } from './in-flight.ts';

/** The parts that all calls of one client share. */
export interface Engine {
  readonly provider: ProviderDefinition;
  readonly exchange: Exchange;
  /** Removes secrets from the texts that are shown to people. */
  readonly redact: Redact;
  readonly inFlight: InFlight;
  readonly created: CreatedJobs;
  readonly deliveries: DeliveredEvents | undefined;
  /** Decides about another try after an answer broke off. */
  readonly retry: RetryOptions;
}

/** Returns an operation by its key. Throws ConfigurationError when the provider does not have it. */
export function findOperation({ operations, name }: ProviderDefinition, key: string): Operation {
  const operation = Object.hasOwn(operations, key) ? operations[key] : undefined;
  if (operation !== undefined) return operation;
  throw new ConfigurationError(
    `${name} has no operation '${key}'. It has: ${Object.keys(operations).join(', ')}.`,
  );
}

/** Returns an operation that starts a job. Throws ConfigurationError when there is no such operation. */
export function findJobOperation(provider: ProviderDefinition, key: string): JobOperation {
  const operation = findOperation(provider, key);
  if (operation.kind === 'job') return operation;
  throw new ConfigurationError(`${provider.name}'s operation '${key}' answers at once: run it with call().`);
}

/** Returns the operation that started a job. Throws ConfigurationError for a value that names no job. */
export function findOperationOfJob(provider: ProviderDefinition, job: JobReference): JobOperation {
  const reference: unknown = job;
  if (typeof reference === 'object' && reference !== null) return findJobOperation(provider, job.operation);
  throw new ConfigurationError(
    'A job is named by an object with its id and its operation, such as the result of create().',
  );
}

/** Returns the page of the provider that shows a job, or its dashboard when no answer about the job names a page. */
export const jobLink = (provider: ProviderDefinition, job: Job): string =>
  findOperationOfJob(provider, job).linkOf?.(job) ?? provider.dashboard;
