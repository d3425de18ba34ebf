import { DiskFullError } from '@scrapekit/storage';
import type { FastifyReply, FastifyRequest } from 'fastify';

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
function toHttpError(error: unknown): HttpError {
  if (isDiskFull(error)) return diskFull();
  if (error instanceof HttpError) return error;
  const status = statusOf(error);
  if (status === 413) return payloadTooLarge();
  if (status === 415) return unsupportedMediaType();
  if (status !== undefined && status >= 400 && status < 500) {
    return new HttpError(status, 'invalid_request', { message: 'The request could not be read.' });
  }
  return new HttpError(500, 'internal_error', { message: 'Something went wrong on our side.', cause: error });
}

const isDiskFull = (error: unknown): boolean =>
  error instanceof DiskFullError || (error instanceof Error && isDiskFull(error.cause));

const diskFull = (): HttpError =>
  new HttpError(503, 'internal_error', {
    message: 'The disk of the server is full, so nothing can be stored now. Try again later.',
    headers: { 'retry-after': '60' },
  });

export const payloadTooLarge = (): HttpError =>
  new HttpError(413, 'payload_too_large', { message: 'The request body is too large.' });

export const unsupportedMediaType = (): HttpError =>
  new HttpError(415, 'unsupported_media_type', { message: 'Send the body as application/json.' });

/**
 * Begins the answer for a thrown value: sets its status and headers and logs a failure of the server. The caller sends
 * the body for the returned error.
 */
export function beginErrorAnswer(error: unknown, request: FastifyRequest, reply: FastifyReply): HttpError {
  const answer = toHttpError(error);
  refusals.set(request, answer.code);
  if (answer.status === 500) request.log.error({ err: answer.cause ?? answer }, 'request failed');
  reply.status(answer.status).headers({
    'x-request-id': request.id,
    'x-content-type-options': 'nosniff',
    ...answer.headers,
  });
  return answer;
}

const refusals = new WeakMap<FastifyRequest, string>();

/** Returns the error code that a request was answered with, for the log. */
export const refusalCodeOf = (request: FastifyRequest): string | undefined => refusals.get(request);

/** Returns a value that was found. Throws the refusal when there is none. */
export function requireFound<Value>(found: Value | undefined, refusal: () => HttpError): Value {
  if (found === undefined) throw refusal();
  return found;
}

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
