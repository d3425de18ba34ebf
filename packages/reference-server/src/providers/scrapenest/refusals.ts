import { HttpError } from '../../http/errors.ts';

export const missingApiKey = (): HttpError =>
  new HttpError(401, 'missing_api_key', { message: 'Send your API key in an X-API-Key header.' });

export const invalidApiKey = (): HttpError =>
  new HttpError(401, 'invalid_api_key', { message: 'This API key is unknown or was deleted.' });

export const invalid = (message: string): HttpError => new HttpError(400, 'invalid_request', { message });

export const jobNotFound = (): HttpError =>
  new HttpError(404, 'job_not_found', { message: 'The account has no such job.' });

export const jobHasEnded = (status: string): HttpError =>
  new HttpError(409, 'job_has_ended', { message: `The job has ended already: it is ${status}.` });

export const artifactNotFound = (): HttpError =>
  new HttpError(404, 'artifact_not_found', { message: 'The job has no such artifact.' });

export const endpointNotFound = (): HttpError =>
  new HttpError(404, 'webhook_endpoint_not_found', { message: 'The account has no such webhook endpoint.' });

export const tooManyEndpoints = (limit: number): HttpError =>
  new HttpError(409, 'too_many_webhook_endpoints', {
    message: `The account has ${limit} webhook endpoints, the most it may have. Delete one first.`,
  });

export const rotatedRecently = (until: string): HttpError =>
  new HttpError(409, 'secret_rotated_recently', {
    message: `The previous secret signs beside the current one until ${until}. Rotate again after that.`,
  });

export const endpointUnchanged = (cause: unknown): HttpError =>
  new HttpError(500, 'internal_error', { message: 'The webhook endpoint was not stored.', cause });

export const endpointUnknown = (cause: unknown): HttpError =>
  new HttpError(500, 'internal_error', {
    message:
      'The database did not answer, so it is unknown whether the webhook endpoint was stored. Look for it with GET /scrapenest/api/v1/webhook-endpoints. If it was stored, delete it and register it again, because its new secret is not shown a second time.',
    cause,
  });
