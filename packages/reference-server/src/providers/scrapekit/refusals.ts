import type { JobStatus } from '@scrapekit/core';
import { toCredits } from '../../accounts/credits.ts';
import { HttpError } from '../../http/errors.ts';

const bearerChallenge = { 'www-authenticate': 'Bearer' }; // C015

/** The value of `Retry-After`. It is short, because one of the five active jobs may end at any time. */
const SLOT_RETRY_SECONDS = 5;

export const missingAuthorization = (): HttpError =>
  new HttpError(401, 'missing_authorization', {
    message: 'Send your API key in an Authorization header: Bearer <API key>.',
    headers: bearerChallenge,
  });

export const invalidApiKey = (): HttpError =>
  new HttpError(401, 'invalid_api_key', {
    message: 'This API key is unknown or was deleted.',
    headers: bearerChallenge,
  });

/** The codes of a 400. */
export type InvalidCode = 'invalid_query' | 'invalid_webhook' | 'invalid_emails' | 'invalid_email';

export const invalid = (code: InvalidCode, message: string): HttpError =>
  new HttpError(400, code, { message });

export const tooManyActiveJobs = (): HttpError =>
  new HttpError(429, 'too_many_active_jobs', {
    message: 'You have 5 active scrape jobs, which is the limit. Wait until one of them ends.',
    headers: { 'retry-after': String(SLOT_RETRY_SECONDS) },
  });

export const insufficientForLead = (balance: number): HttpError =>
  new HttpError(402, 'insufficient_credits', {
    message: `Not enough credits. 0.015 required per lead; balance is ${toCredits(balance)}.`,
  });

export const insufficientForEmail = (): HttpError =>
  new HttpError(402, 'insufficient_credits', {
    message: 'Not enough credits. 0.005 required per email.',
  });

export const jobNotFound = (): HttpError =>
  new HttpError(404, 'job_not_found', { message: 'Job not found.' });

export const jobNotReady = (status: JobStatus): HttpError =>
  new HttpError(409, 'job_not_ready', {
    message: `Job is ${status}. Wait until completed before requesting results.`,
  });

export const jobNotCancellable = (): HttpError =>
  new HttpError(409, 'job_not_cancellable', { message: 'Only a queued or running job can be cancelled.' });

export const chargeFailed = (cause: unknown): HttpError =>
  new HttpError(500, 'internal_error', {
    message: 'The verification could not be charged, so its verdict is withheld. Nothing was charged.',
    cause,
  });

export const chargeUnknown = (cause: unknown): HttpError =>
  new HttpError(500, 'internal_error', {
    message:
      'The database did not answer, so it is unknown whether the verification was charged. Compare the balance of GET /api/v1/account.',
    cause,
  });
