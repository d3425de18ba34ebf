import { HttpError } from '../../http/errors.ts';

/**
 * Makes the error body of both APIs. Clients of the Task API read `error` (S10). Clients of the Jobs API read `message`
 * and `error_code` (S11).
 */
export const errorBody = ({ code, message }: Pick<HttpError, 'code' | 'message'>): object => ({
  error: message,
  message,
  error_code: code,
});

export const missingKey = (): HttpError =>
  new HttpError(401, 'missing_api_key', {
    message: 'Send your API key in an Authorization header: Bearer <API key>.',
    headers: { 'www-authenticate': 'Bearer' },
  });

export const unknownKey = (): HttpError =>
  new HttpError(403, 'invalid_api_key', { message: 'This API key is unknown or was deleted.' });

export const invalid = (message: string): HttpError => new HttpError(400, 'invalid_request', { message });

export const invalidWebhook = (): HttpError =>
  new HttpError(400, 'invalid_webhook_url', {
    message: 'webhook_url must be an https:// address on the public internet.',
  });

/** The message of a refused create, and the error of a delivery that cannot be signed (S07). */
export const NO_SIGNING_KEY =
  "Events are signed with the account's first API key, which this server stores only when it creates a job. Create a job with that key first, or delete the key. Then the next key becomes the first.";

export const unsignable = (): HttpError =>
  new HttpError(400, 'unsignable_webhook', { message: NO_SIGNING_KEY });

export const unsupportedType = (known: readonly string[]): HttpError =>
  new HttpError(400, 'unsupported_type', { message: `type must be one of ${known.join(', ')}.` });

export const keyReused = (): HttpError =>
  new HttpError(422, 'idempotency_key_reused', {
    message: 'This Idempotency-Key was sent with another body before. Use a new key for a new job.',
  });

export const taskNotFound = (): HttpError =>
  new HttpError(404, 'not_found', { message: 'There is no such task or job.' });

export const notFinished = (status: string): HttpError =>
  new HttpError(409, 'not_finished', {
    message: `The job is ${status}. It has no result before it has succeeded.`,
  });

export const jobFailed = (reason: string): HttpError =>
  new HttpError(409, 'job_failed', { message: `The job failed and has no result: ${reason}` });
