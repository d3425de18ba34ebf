import { ApiError } from '../../http/api-error.ts';

export const missingApiKey = (): ApiError =>
  new ApiError(401, 'missing_api_key', { message: 'Send your API key in an X-API-Key header.' });

export const invalidApiKey = (): ApiError =>
  new ApiError(401, 'invalid_api_key', { message: 'This API key is unknown or was deleted.' });

export const invalid = (message: string): ApiError => new ApiError(400, 'invalid_request', { message });

export const jobNotFound = (): ApiError =>
  new ApiError(404, 'job_not_found', { message: 'The account has no such job.' });

export const jobHasEnded = (status: string): ApiError =>
  new ApiError(409, 'job_has_ended', { message: `The job has ended already: it is ${status}.` });

export const artifactNotFound = (): ApiError =>
  new ApiError(404, 'artifact_not_found', { message: 'The job has no such artifact.' });

export const endpointNotFound = (): ApiError =>
  new ApiError(404, 'webhook_endpoint_not_found', { message: 'The account has no such webhook endpoint.' });

export const tooManyEndpoints = (most: number): ApiError =>
  new ApiError(409, 'too_many_webhook_endpoints', {
    message: `The account has ${most} webhook endpoints, the most it may have. Delete one first.`,
  });

export const rotatedRecently = (until: string): ApiError =>
  new ApiError(409, 'secret_rotated_recently', {
    message: `The previous secret signs beside the current one until ${until}. Rotate again after that.`,
  });
