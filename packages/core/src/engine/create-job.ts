import { AmbiguousCreateError } from '../errors/ambiguous-create-error.ts';
import { ApiError } from '../errors/api-error.ts';
import { NetworkError } from '../errors/network-error.ts';
import { UnexpectedAnswerError } from '../errors/unexpected-answer-error.ts';
import type { Job } from '../jobs/job.ts';
import { findJobOperation, type Engine } from './engine.ts';
import { parseInput } from './parse-input.ts';
import { readAnswer } from './read-answer.ts';

export interface Submission {
  readonly operation: string;
  readonly input: unknown;
  readonly webhookUrl?: string;
  readonly signal?: AbortSignal;
}

export async function createJob({ provider, exchange }: Engine, submission: Submission): Promise<Job> {
  const { input, webhookUrl, signal } = submission;
  const operation = findJobOperation(provider, submission.operation);
  const { field } = provider.webhook.registration;
  const fields = webhookUrl === undefined ? input : { ...(input as object), [field]: webhookUrl };
  const body = parseInput(operation, submission.operation, fields);
  try {
    const response = await exchange(operation.create, 'write', { body, signal });
    const { reading, raw } = await readAnswer(provider, response, operation.readJob);
    return { ...reading, operation: submission.operation, raw };
  } catch (error) {
    throw asAmbiguous(provider.name, error) ?? error;
  }
}

/** The outcomes that leave open whether a job exists; only they must never be met by trying again (C189). */
function asAmbiguous(provider: string, error: unknown): AmbiguousCreateError | undefined {
  const lost = NetworkError.isInstance(error) && error.sent;
  const broken = ApiError.isInstance(error) && (error.status ?? 0) >= 500;
  if (!lost && !broken && !UnexpectedAnswerError.isInstance(error)) return undefined;
  const { status, code, requestId } = error;
  return new AmbiguousCreateError(provider, {
    cause: error,
    ...(status === undefined ? {} : { status }),
    ...(code === undefined ? {} : { code }),
    ...(requestId === undefined ? {} : { requestId }),
  });
}
