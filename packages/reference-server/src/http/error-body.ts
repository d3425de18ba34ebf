import type { ApiError } from './api-error.ts';

/** The one shape every error has (C019). */
export const errorBody = (
  { code, message }: Pick<ApiError, 'code' | 'message'>,
  requestId: string,
): object => ({
  error: { code, message, request_id: requestId },
});
