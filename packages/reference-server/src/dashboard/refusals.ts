import { ApiError } from '../http/api-error.ts';

export const missingSession = (): ApiError =>
  new ApiError(401, 'missing_session', {
    message: 'Log in first: POST /api/session with email and password.',
  });

export const invalidSession = (): ApiError =>
  new ApiError(401, 'invalid_session', { message: 'This session has ended. Log in again.' });

export const invalidCredentials = (): ApiError =>
  new ApiError(401, 'invalid_credentials', { message: 'This e-mail address and password do not match.' });

export const crossSite = (): ApiError =>
  new ApiError(403, 'cross_site_request', { message: 'This request was sent by a page of another site.' });

export const invalidRequest = (message: string): ApiError =>
  new ApiError(400, 'invalid_request', { message });

export const keyNotFound = (): ApiError =>
  new ApiError(404, 'key_not_found', { message: 'There is no such key.' });
