import { AmbiguousCreateError } from '../errors/ambiguous-create-error.ts';
import { ApiError } from '../errors/api-error.ts';
import { NetworkError } from '../errors/network-error.ts';
import type { ProviderError } from '../errors/provider-error.ts';
import { UnexpectedAnswerError } from '../errors/unexpected-answer-error.ts';
import type { CreatedJob, DroppedInput } from '../job.ts';
import type { JobOperation, JobReading } from '../operation.ts';
import { parseJob } from './answer.ts';
import type { Engine } from './engine.ts';
import { findByCallersId } from './list-jobs.ts';

interface FailedCreate {
  readonly operation: JobOperation;
  readonly error: unknown;
  readonly submission: {
    readonly operation: string;
    readonly input: unknown;
    readonly dropped: readonly DroppedInput[];
    /** When the create was sent, in milliseconds on the clock. */
    readonly sentAt: number;
    readonly signal?: AbortSignal;
  };
}

type FoundJob = JobReading & { readonly id: string; readonly raw: unknown };

/**
 * Handles a failed create. When the outcome is unknown, it looks for the job by the caller's id if the server offers
 * that, and otherwise throws AmbiguousCreateError. The create is never repeated (C189).
 */
export async function resolveFailedCreate(
  engine: Engine,
  { operation, error, submission }: FailedCreate,
): Promise<CreatedJob> {
  if (!leavesOutcomeUnknown(error)) throw error;
  // An abort ends the call at once, so no look-up is sent after it.
  const isAborted = submission.signal?.aborted === true;
  const found = isAborted ? 'not-possible' : await findJobSafely(engine, operation, submission);
  if (typeof found === 'object') {
    return { ...found, operation: submission.operation, receipt: { dropped: submission.dropped } };
  }
  const { status, code, requestId } = error;
  throw new AmbiguousCreateError(engine.provider.name, {
    cause: error,
    looked: found,
    status,
    code,
    requestId,
  });
}

/** Returns whether the provider may have acted on the request that failed. */
export function leavesOutcomeUnknown(error: unknown): error is ProviderError {
  const unanswered = NetworkError.isInstance(error) && error.sent;
  // A server that answers 501 does not support the request, so it created nothing.
  const failed = ApiError.isInstance(error) && (error.status ?? 0) >= 500 && error.status !== 501;
  return unanswered || failed || UnexpectedAnswerError.isInstance(error);
}

async function findJobSafely(
  engine: Engine,
  operation: JobOperation,
  submission: FailedCreate['submission'],
): Promise<FoundJob | 'not-found' | 'not-possible'> {
  try {
    return await findJob(engine, operation, submission);
  } catch {
    // The look-up was aborted, or it failed for the same reason as the create. In both cases the outcome of the create
    // is still unknown.
    return 'not-possible';
  }
}

/** Looks for a job in the provider's list by the id that its caller gave it (X02). */
async function findJob(
  engine: Engine,
  operation: JobOperation,
  { input, sentAt, signal }: FailedCreate['submission'],
): Promise<FoundJob | 'not-found' | 'not-possible'> {
  const { callersId: field } = operation.list ?? {};
  const callersId = field === undefined ? undefined : (input as Record<string, unknown>)[field];
  if (typeof callersId !== 'string') return 'not-possible';
  const body = await findByCallersId(engine, operation, { callersId, sentAt, signal });
  if (body === undefined) return 'not-found';
  const job = parseJob(engine, operation, body);
  return job.id === undefined ? 'not-possible' : { ...job, id: job.id, raw: body };
}
