import { STATUS_CODES } from 'node:http';
import { HttpError } from '../../http/errors.ts';
import { documentationLinks, errorCodes, isErrorCode, type ErrorCode } from './failures.ts';

/** Makes a refusal with the status that the provider publishes for its code. */
export const refuse = (code: ErrorCode, message: string): HttpError =>
  new HttpError(errorCodes[code].httpCode, code, { message });

export const badConfig = (message: string): HttpError => refuse('ERR::SCRAPE::CONFIG_ERROR', message);

// The provider's example of an answer to an unknown key has no `code`, so `unauthorized` is left out of the body.
export const missingKey = (): HttpError =>
  new HttpError(401, 'unauthorized', { message: 'Send your API key in the query, once: ?key=...' });

export const unknownKey = (): HttpError =>
  new HttpError(401, 'unauthorized', { message: 'This API key is unknown or was deleted.' });

export const suspended = (): HttpError =>
  refuse('ERR::ACCOUNT::SUSPENDED', 'This account is suspended. Ask its operator to lift that.');

export const jobNotFound = (): HttpError =>
  refuse('ERR::JOB::NOT_FOUND', 'The account has no such scrape, or it has not ended.');

/** The provider's codes for errors that the server's shared modules raise. */
const sharedCodes: Readonly<Record<string, ErrorCode>> = {
  rate_limited: 'ERR::THROTTLE::MAX_REQUEST_RATE_EXCEEDED',
  internal_error: 'ERR::API::INTERNAL_ERROR',
  invalid_request: 'ERR::SCRAPE::CONFIG_ERROR',
};

/** The body of an answer without a scrape. Clients retry by `retryable`, not by the status (F24). */
export function errorBody({ status, code: raised, message }: HttpError, requestId: string): object {
  const code = sharedCodes[raised] ?? raised;
  return {
    status: 'error',
    http_code: status,
    reason: STATUS_CODES[status] ?? 'Error',
    error_id: requestId,
    message,
    ...(isErrorCode(code) && {
      code,
      retryable: errorCodes[code].retryable,
      ...documentationLinks(code),
    }),
  };
}
