/** An error answer to a client. The message names no secret, path or SQL (C019, C027). */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, { message, headers = {}, cause }: HttpErrorDetails) {
    super(message, cause === undefined ? undefined : { cause });
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

export interface HttpErrorDetails {
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
}

/**
 * Returns the error answer for a thrown value. Only an HttpError keeps its message, because the messages of other
 * errors may name paths or SQL (C027).
 */
export function toHttpError(error: unknown): HttpError {
  if (error instanceof HttpError) return error;
  const status = statusOf(error);
  if (status === 413)
    return new HttpError(413, 'payload_too_large', { message: 'The request body is too large.' });
  if (status === 415) return unsupportedMediaType();
  if (status !== undefined && status >= 400 && status < 500) {
    return new HttpError(status, 'invalid_request', { message: 'The request could not be read.' });
  }
  return new HttpError(500, 'internal_error', { message: 'Something went wrong on our side.', cause: error });
}

export const unsupportedMediaType = (): HttpError =>
  new HttpError(415, 'unsupported_media_type', { message: 'Send the body as application/json.' });

const statusOf = (error: unknown): number | undefined =>
  error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number'
    ? error.statusCode
    : undefined;

/** Answers every request of a suspended account (C013). */
export const accountSuspended = (): HttpError =>
  new HttpError(403, 'account_suspended', { message: 'This account is suspended.' });

/** Returns the body that all error answers share (C019). */
export const errorBody = (
  { code, message }: Pick<HttpError, 'code' | 'message'>,
  requestId: string,
): object => ({
  error: { code, message, request_id: requestId },
});
