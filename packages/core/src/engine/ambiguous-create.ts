import { AmbiguousCreateError } from '../errors/ambiguous-create-error.ts';
import { ApiError } from '../errors/api-error.ts';
import { NetworkError } from '../errors/network-error.ts';
import type { ProviderError } from '../errors/provider-error.ts';
import { UnexpectedAnswerError } from '../errors/unexpected-answer-error.ts';
import type { CreatedJob, DroppedInput } from '../job.ts';
import type { JobOperation, JobReading, Reconciliation } from '../provider.ts';
import { parseAnswer } from './answer.ts';
import type { Engine } from './engine.ts';

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

function leavesOutcomeUnknown(error: unknown): error is ProviderError {
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
    // The look-up probably failed for the same reason as the create, so the outcome is still unknown. After an abort the
    // caller must learn that as well.
    return 'not-possible';
  }
}

/** The exchanges of servers that have no list of jobs. They are not asked again (A20). */
const exchangesWithoutList = new WeakSet<Engine['exchange']>();

/** Looks for a job in the provider's list by the id that its caller gave it (X02). */
async function findJob(
  { provider, exchange }: Engine,
  operation: JobOperation,
  { input, signal }: { readonly input: unknown; readonly signal?: AbortSignal },
): Promise<FoundJob | 'not-found' | 'not-possible'> {
  const { reconciliation } = operation;
  const callersId =
    reconciliation === undefined ? undefined : (input as Record<string, unknown>)[reconciliation.field];
  if (reconciliation === undefined || typeof callersId !== 'string' || exchangesWithoutList.has(exchange))
    return 'not-possible';
  try {
    const response = await exchange(reconciliation.route, 'read', {
      query: { [reconciliation.field]: callersId },
      signal,
    });
    const { reading: body } = await parseAnswer(provider, response, (list) =>
      selectJob(list, reconciliation, callersId),
    );
    if (body === undefined) return 'not-found';
    const job = operation.parseJob(body);
    return job.id === undefined ? 'not-possible' : { ...job, id: job.id, raw: body };
  } catch (error) {
    if (!ApiError.isInstance(error) || ![404, 405, 501].includes(error.status ?? 0)) throw error;
    exchangesWithoutList.add(exchange);
    return 'not-possible';
  }
}

/** Returns the job with the caller's id. A server may ignore the filter and list other jobs, so the id is compared. */
function selectJob(body: unknown, { jobs, field }: Reconciliation, callersId: string): unknown {
  const list = (body as Record<string, unknown>)[jobs];
  if (!Array.isArray(list)) throw new TypeError(`The list holds no ${jobs}.`);
  return (list as unknown[]).find((each) => (each as Record<string, unknown> | null)?.[field] === callersId);
}
