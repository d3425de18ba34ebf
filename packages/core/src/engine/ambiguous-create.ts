import { AmbiguousCreateError } from '../errors/ambiguous-create-error.ts';
import { ApiError } from '../errors/api-error.ts';
import { NetworkError } from '../errors/network-error.ts';
import type { ProviderError } from '../errors/provider-error.ts';
import { UnexpectedAnswerError } from '../errors/unexpected-answer-error.ts';
import type { CreatedJob } from '../jobs/job.ts';
import type { DroppedInput } from '../jobs/prepared-input.ts';
import type { JobOperation } from '../provider.ts';
import type { Engine } from './engine.ts';
import { reconcile, type Reconciled } from './reconcile.ts';

interface FailedCreate {
  readonly operation: JobOperation;
  readonly error: unknown;
  readonly submission: {
    readonly operation: string;
    readonly input: unknown;
    readonly dropped: readonly DroppedInput[];
    readonly signal?: AbortSignal;
  };
}

/**
 * Decides what a failed create means. Where the outcome is open, the job is looked up by the caller's own id if the
 * server offers that; otherwise the caller hears that nobody knows. It is never sent again (C189).
 */
export async function ambiguousCreate(
  engine: Engine,
  { operation, error, submission }: FailedCreate,
): Promise<CreatedJob> {
  if (!leavesOutcomeOpen(error)) throw error;
  const found = await lookUp(engine, operation, submission);
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

function leavesOutcomeOpen(error: unknown): error is ProviderError {
  const lost = NetworkError.isInstance(error) && error.sent;
  // 501 is no breakdown: the server says that it does not do this.
  const broken = ApiError.isInstance(error) && (error.status ?? 0) >= 500 && error.status !== 501;
  return lost || broken || UnexpectedAnswerError.isInstance(error);
}

async function lookUp(
  engine: Engine,
  operation: JobOperation,
  submission: FailedCreate['submission'],
): Promise<Reconciled> {
  try {
    return await reconcile(engine, operation, submission);
  } catch {
    // The look-up met the same trouble as the create; that leaves the outcome as open as it was.
    submission.signal?.throwIfAborted();
    return 'not-possible';
  }
}
