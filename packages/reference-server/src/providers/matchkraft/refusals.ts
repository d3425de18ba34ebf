import { HttpError } from '../../http/errors.ts';

/** The bodies of MatchKraft's errors are undocumented (M11), so this shape is the server's own choice. */
export const errorBody = ({ code, message }: HttpError, requestId: string): object => ({
  error: message,
  code,
  requestId,
});

export const missingApiKey = (): HttpError =>
  new HttpError(401, 'missing_api_key', { message: 'Send your API key in the header apikey.' });

export const invalidApiKey = (): HttpError =>
  new HttpError(401, 'invalid_api_key', { message: 'This API key is unknown or was deleted.' });

export const invalidJob = (message: string): HttpError => new HttpError(400, 'invalid_job', { message });

export const invalidWebhook = (message: string): HttpError =>
  new HttpError(400, 'invalid_webhook', { message });

export const jobNotFound = (jobType: string): HttpError =>
  new HttpError(404, 'job_not_found', { message: `You have no ${jobType} job of this id.` });
