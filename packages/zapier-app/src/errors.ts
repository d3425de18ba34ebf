import {
  AmbiguousCreateError,
  ApiError,
  type Clock,
  ConfigurationError,
  InputError,
  JobNotCompletedError,
  NetworkError,
  type ProviderDefinition,
  ProviderError,
  ResultsError,
  UnexpectedAnswerError,
} from '@scrapekit/core';
import type { Bundle, ZObject } from 'zapier-platform-core';
import { isEditorTest } from './input.ts';
import { firstTime, memoryKey, zapName } from './memory.ts';

type Step<B extends Bundle, Output> = (z: ZObject, bundle: B) => Promise<Output>;

/** Wraps a step, so that its errors have the class by which Zapier decides whether to run it again. */
export const translatingErrors =
  <B extends Bundle, Output>(provider: ProviderDefinition, step: Step<B, Output>): Step<B, Output> =>
  async (z, bundle) => {
    try {
      return await step(z, bundle);
    } catch (error) {
      throw zapierError(z, error, provider);
    }
  };

/**
 * Wraps a step that only reads. Trouble that may pass makes Zapier run the step again later, because reading costs nothing.
 * After a day of trouble the error ends the run. A test in the editor is not run again, so it shows the error.
 */
export const retryingReads =
  <B extends Bundle, Output>(
    provider: ProviderDefinition,
    step: Step<B, Output>,
    { clock }: { readonly clock: Clock },
  ): Step<B, Output> =>
  async (z, bundle) => {
    try {
      return await step(z, bundle);
    } catch (error) {
      if (!isTemporary(error) || isEditorTest(bundle)) throw zapierError(z, error, provider);
      if (await hasLastedForADay(z, bundle, clock.now())) {
        const message = `${messageOf(error)} This has lasted for a day, so this step gives up.`;
        throw new z.errors.Error(message, error.code ?? error.name, error.status);
      }
      const { retryAfterMs } = error as Partial<ApiError>;
      throw new z.errors.ThrottledError(messageOf(error), throttleSeconds(retryAfterMs));
    }
  };

const DAY_MS = 24 * 3_600_000;
/** Zapier runs a throttled step again after 75 minutes or less. Older trouble was that of another run. */
const REMEMBERED_SECONDS = (DAY_MS + 2 * 3_600_000) / 1000;

/** Whether the step of this Zap has had trouble with the same input for a day. */
async function hasLastedForADay(z: ZObject, bundle: Bundle, now: number): Promise<boolean> {
  const { authData, inputData } = bundle;
  const key = memoryKey('trouble', [authData.api_key, zapName(bundle), inputData]);
  return now - (await firstTime(z, key, { now, seconds: REMEMBERED_SECONDS })) > DAY_MS;
}

/** Whether the same reading may succeed later. */
export const isTemporary = (error: unknown): error is ProviderError =>
  NetworkError.isInstance(error) ||
  ResultsError.isInstance(error) ||
  UnexpectedAnswerError.isInstance(error) ||
  (JobNotCompletedError.isInstance(error) && error.retryable) ||
  (ApiError.isInstance(error) && ((error.status ?? 0) >= 500 || [408, 429].includes(error.status ?? 0)));

/** Translates an error for Zapier, which may run a throttled or failed step again, but not a halted one. */
export function zapierError(
  { errors }: Pick<ZObject, 'errors'>,
  error: unknown,
  { badKeyStatuses = [401] }: Pick<ProviderDefinition, 'badKeyStatuses'> = {},
): Error {
  if (!ProviderError.isInstance(error)) return error instanceof Error ? error : new Error(String(error));
  const message = messageOf(error);
  // Zapier's autoreplay does not repeat halted steps. To repeat these could charge a second time.
  if (AmbiguousCreateError.isInstance(error) || mayHaveCharged(error)) return new errors.HaltedError(message);
  if (InputError.isInstance(error)) return new errors.HaltedError(inputProblems(error));
  if (ConfigurationError.isInstance(error)) return new errors.HaltedError(message);
  if (JobNotCompletedError.isInstance(error) && error.job.status === 'cancelled') {
    return new errors.HaltedError(message);
  }
  if (ApiError.isInstance(error)) return refused(errors, error, badKeyStatuses);
  return new errors.Error(message, error.code ?? error.name, error.status);
}

function refused(errors: ZObject['errors'], error: ApiError, badKeyStatuses: readonly number[]): Error {
  const { status = 0, code, retryAfterMs } = error;
  const message = messageOf(error);
  if (badKeyStatuses.includes(status)) return new errors.ExpiredAuthError(message);
  if (status === 429) return new errors.ThrottledError(message, throttleSeconds(retryAfterMs));
  // Nothing was started, and the step can be replayed when the account has credits or its block is lifted.
  const isAboutAccount = status === 402 || status === 403;
  if (status >= 400 && status < 500 && !isAboutAccount) return new errors.HaltedError(message);
  return new errors.Error(message, code ?? error.name, status);
}

/** Whether an operation that answers at once may have been charged although its answer did not arrive. */
const mayHaveCharged = (error: ProviderError): boolean =>
  !error.retryable &&
  (NetworkError.isInstance(error) || (ApiError.isInstance(error) && (error.status ?? 0) >= 500));

/** The text of an error, with the id by which the provider's support finds the request. */
export function messageOf(error: unknown): string {
  const { message } = error instanceof Error ? error : new Error(String(error));
  const requestId = ProviderError.isInstance(error) ? error.requestId : undefined;
  return requestId === undefined || message.includes(requestId)
    ? message
    : `${message} (request id ${requestId})`;
}

const inputProblems = ({ issues }: InputError): string =>
  `${issues.map(({ field, message }) => `${field}: ${message}`).join('; ')}. Nothing was sent.`;

const MINUTE_MS = 60_000;
/** A server may ask for a pause of days. Zapier then runs the step again earlier, and the server may ask once more. */
const LONGEST_PAUSE_MS = 60 * MINUTE_MS;
const MAX_EXTRA_SHARE = 0.25;

/**
 * Seconds until Zapier may run a step again: the requested time up to an hour, or a minute, and a random part on top, so
 * that many Zaps do not run again at the same moment.
 */
export function throttleSeconds(waitMs: number = MINUTE_MS, random: () => number = Math.random): number {
  const pauseMs = Math.min(Math.max(1000, waitMs), LONGEST_PAUSE_MS);
  return Math.ceil((pauseMs / 1000) * (1 + MAX_EXTRA_SHARE * random()));
}
