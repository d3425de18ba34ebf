import {
  AmbiguousCreateError,
  ApiError,
  ConfigurationError,
  InputError,
  JobNotCompletedError,
  type ProviderDefinition,
  ProviderError,
} from '@scrapekit/core';
import type { Bundle, ZObject } from 'zapier-platform-core';

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

/** Translates an error for Zapier, which may run a throttled or failed step again, but not a halted one. */
export function zapierError(
  { errors }: Pick<ZObject, 'errors'>,
  error: unknown,
  { badKeyStatuses = [401] }: Pick<ProviderDefinition, 'badKeyStatuses'> = {},
): Error {
  if (!ProviderError.isInstance(error)) return error instanceof Error ? error : new Error(String(error));
  const message = messageOf(error);
  // Zapier's autoreplay does not repeat halted steps. To repeat this one could start and charge a second job.
  if (AmbiguousCreateError.isInstance(error)) return new errors.HaltedError(message);
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
  if (status >= 400 && status < 500) return new errors.HaltedError(message);
  return new errors.Error(message, code ?? error.name, status);
}

function messageOf({ message, requestId }: ProviderError): string {
  return requestId === undefined || message.includes(requestId)
    ? message
    : `${message} (request id ${requestId})`;
}

const inputProblems = ({ issues }: InputError): string =>
  `${issues.map(({ field, message }) => `${field}: ${message}`).join('; ')}. Nothing was sent.`;

const MINUTE_MS = 60_000;
const MAX_EXTRA_SHARE = 0.25;

/**
 * Seconds until Zapier may run a step again: the requested time or a minute, and a random part on top, so that many Zaps
 * do not run again at the same moment.
 */
export function throttleSeconds(waitMs: number = MINUTE_MS, random: () => number = Math.random): number {
  return Math.ceil((Math.max(1000, waitMs) / 1000) * (1 + MAX_EXTRA_SHARE * random()));
}
