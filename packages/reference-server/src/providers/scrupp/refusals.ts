import { HttpError } from '../../http/errors.ts';

/**
 * One body for both APIs: clients of the Task API read `error` (S10), those of the Jobs API `message` and `error_code`
 * (S11).
 */
export const errorBody = ({ code, message }: Pick<HttpError, 'code' | 'message'>): object => ({
  error: message,
  message,
  error_code: code,
});

export const missingKey = (): HttpError =>
  new HttpError(401, 'missing_api_key', {
    message: 'Send your API key in an Authorization header: Bearer sk_live_...',
    headers: { 'www-authenticate': 'Bearer' },
  });

export const unknownKey = (): HttpError =>
  new HttpError(403, 'invalid_api_key', { message: 'This API key is unknown or was deleted.' });

export const invalid = (message: string): HttpError => new HttpError(400, 'invalid_request', { message });

export const invalidWebhook = (): HttpError =>
  new HttpError(400, 'invalid_webhook_url', {
    message: 'webhook_url must be an https:// address on the public internet.',
  });

/** The reason of a refusal and, when a webhook is due and cannot be signed, the error of its delivery (S07). */
export const NO_SIGNING_KEY =
  "Events are signed with the account's first API key, which this server knows only after that key has created a task. Create one with it, or delete it, so that the next key signs.";

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
    message: `The job is ${status}; it has a result once it has succeeded.`,
  });

export const jobFailed = (reason: string): HttpError =>
  new HttpError(409, 'job_failed', { message: `The job failed and has no result: ${reason}` });
