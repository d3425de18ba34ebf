import { STATUS_CODES } from 'node:http';
import type { HttpError } from '../../../http/api-error.ts';
import { catalogue, documentationOf, isErrorCode, type ErrorCode } from './catalogue.ts';

/** Codes that the mechanisms below every provider give, as this provider calls them. */
const translated: Readonly<Record<string, ErrorCode>> = {
  rate_limited: 'ERR::THROTTLE::MAX_REQUEST_RATE_EXCEEDED',
  internal_error: 'ERR::API::INTERNAL_ERROR',
  invalid_request: 'ERR::SCRAPE::CONFIG_ERROR',
};

/** The shape of an answer that holds no scrape; `retryable` decides, not the status (F24). */
export function errorBody({ status, code: given, message }: HttpError, requestId: string): object {
  const code = translated[given] ?? given;
  return {
    status: 'error',
    http_code: status,
    reason: STATUS_CODES[status] ?? 'Error',
    error_id: requestId,
    message,
    ...(isErrorCode(code) && {
      code,
      retryable: catalogue[code].retryable,
      doc_url: documentationOf(code),
      links: { 'Related Error Doc': documentationOf(code) },
    }),
  };
}
