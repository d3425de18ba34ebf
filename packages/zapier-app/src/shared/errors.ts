import {
  AmbiguousCreateError,
  ApiError,
  ConfigurationError,
  InputError,
  JobNotCompletedError,
  ScrapeKitError,
} from '@scrapekit/core';
import type { Bundle, ZObject } from 'zapier-platform-core';
import { throttleSeconds } from './throttle-seconds.ts';

type Step<B extends Bundle, Output> = (z: ZObject, bundle: B) => Promise<Output>;

/** A step whose failures reach Zapier as the kind of error that makes it do the right thing next. */
export const translatingErrors =
  <B extends Bundle, Output>(step: Step<B, Output>): Step<B, Output> =>
  async (z, bundle) => {
    try {
      return await step(z, bundle);
    } catch (error) {
      throw zapierError(z, error);
    }
  };

/** What Zapier does next follows from the class: halted runs stay as they are, throttled and failed ones may run again. */
export function zapierError({ errors }: Pick<ZObject, 'errors'>, error: unknown): Error {
  if (!ScrapeKitError.isInstance(error)) return error instanceof Error ? error : new Error(String(error));
  const message = messageOf(error);
  // Halted, because Zapier's autoreplay re-runs failed and throttled steps, and here that could buy a second job.
  if (AmbiguousCreateError.isInstance(error)) return new errors.HaltedError(message);
  if (InputError.isInstance(error)) return new errors.HaltedError(inputProblems(error));
  if (ConfigurationError.isInstance(error)) return new errors.HaltedError(message);
  if (JobNotCompletedError.isInstance(error) && error.job.status === 'cancelled') {
    return new errors.HaltedError(message);
  }
  if (ApiError.isInstance(error)) return refused(errors, error);
  return new errors.Error(message, error.code ?? error.name, error.status);
}

function refused(errors: ZObject['errors'], error: ApiError): Error {
  const { status = 0, code, retryAfterMs } = error;
  const message = messageOf(error);
  if (status === 401) return new errors.ExpiredAuthError(message);
  if (status === 429) return new errors.ThrottledError(message, throttleSeconds(retryAfterMs));
  if (status >= 400 && status < 500) return new errors.HaltedError(message);
  return new errors.Error(message, code ?? error.name, status);
}

function messageOf({ message, requestId }: ScrapeKitError): string {
  return requestId === undefined || message.includes(requestId)
    ? message
    : `${message} (request id ${requestId})`;
}

const inputProblems = ({ issues }: InputError): string =>
  `${issues.map(({ field, message }) => `${field}: ${message}`).join('; ')}. Nothing was sent.`;
