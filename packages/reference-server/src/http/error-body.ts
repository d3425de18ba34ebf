import type { HttpError } from './api-error.ts';

/** The one shape every error has (C019). */
export const errorBody = (
  { code, message }: Pick<HttpError, 'code' | 'message'>,
  requestId: string,
): object => ({
  error: { code, message, request_id: requestId },
});
