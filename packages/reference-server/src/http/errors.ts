/** A refusal or failure as a client sees it: status, code and a message that names no secret (C019, C027). */
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

/** What any thrown value becomes for the client. Only ApiErrors keep their text: others may name paths or SQL (C027). */
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

/** The refusal of everything a suspended account asks for (C013). */
export const accountSuspended = (): HttpError =>
  new HttpError(403, 'account_suspended', { message: 'This account is suspended.' });

/** The one shape every error has (C019). */
export const errorBody = (
  { code, message }: Pick<HttpError, 'code' | 'message'>,
  requestId: string,
): object => ({
  error: { code, message, request_id: requestId },
});
