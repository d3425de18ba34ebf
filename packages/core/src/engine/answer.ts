import { MAX_PAUSE_MS } from '../clock.ts';
import { ApiError } from '../errors/api-error.ts';
import { UnexpectedAnswerError } from '../errors/unexpected-answer-error.ts';
import type { Redact } from '../http/redact.ts';
import { parseRetryAfter } from '../http/retry-after.ts';
import type { Answer, Obstacle, Remedy } from '../http/send.ts';
import { bodyText, type HttpResponse } from '../http/transport.ts';
import type { JobOperation, JobReading } from '../operation.ts';
import type { ProviderDefinition, RefusalReading } from '../provider.ts';

/**
 * Parses the body of a 2xx answer with a parser of the definition. Throws UnexpectedAnswerError when the body is not
 * JSON or the parser throws.
 */
export async function parseAnswer<T>(
  provider: ProviderDefinition,
  response: HttpResponse,
  parse: (body: unknown) => T,
): Promise<{ readonly reading: T; readonly raw: unknown }> {
  const text = await bodyText(response.body);
  try {
    const raw: unknown = JSON.parse(text);
    return { reading: parse(raw), raw };
  } catch (cause) {
    throw new UnexpectedAnswerError(provider.name, {
      status: response.status,
      cause,
      requestId: requestIdOf(provider, response),
    });
  }
}

/**
 * Parses a job and cleans the provider's reason of a failure as the message of a refusal is cleaned, because hosts print it
 * as well. Throws when the answer describes no job.
 */
export function parseJob(
  { redact }: { readonly redact: Redact },
  operation: JobOperation,
  body: unknown,
): JobReading {
  const reading = operation.parseJob(body);
  return reading.error === undefined ? reading : { ...reading, error: toLine(redact(reading.error)) };
}

/** Converts an answer outside 2xx to an ApiError. A body that is not JSON is judged by its status alone (C193). */
export function toApiError(
  provider: ProviderDefinition,
  answer: Answer,
  context: { readonly text: string; readonly now: number; readonly redact: Redact },
): ApiError {
  const { status, headers, obstacle } = answer;
  const reading = parseRefusal(provider, context.text);
  const retryAfterMs = parseRetryAfter(headers, context.now);
  const { redact } = context;
  const reason = toLine(redact(reading.message ?? '')) ?? `HTTP status ${status}.`;
  const next = advice(provider, status, retryAfterMs);
  const message = `${provider.name}: ${reason}${describeObstacle(obstacle, retryAfterMs)}${next}`;
  return new ApiError(redact(message), {
    status,
    retryable: remedyOf(provider, status, reading) !== 'none',
    code: reading.code && redact(reading.code),
    requestId: reading.requestId === undefined ? requestIdOf(provider, answer) : redact(reading.requestId),
    retryAfterMs,
  });
}

const MAX_REASON_LENGTH = 1_000;

/** Returns an explanation as one line of at most 1,000 characters, because hosts print it to terminals and logs. */
function toLine(explanation: string): string | undefined {
  const line = explanation.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return line === '' ? undefined : line.slice(0, MAX_REASON_LENGTH).toWellFormed();
}

/** Decides whether a refused request may be repeated. */
export const refusedRemedy = (provider: ProviderDefinition, { status, body }: HttpResponse): Remedy =>
  remedyOf(provider, status, parseRefusal(provider, typeof body === 'string' ? body : ''));

/** Decides by the provider's flag, then by its codes, then by the status (A02). */
function remedyOf(provider: ProviderDefinition, status: number, reading: RefusalReading): Remedy {
  const { code, retryable } = reading;
  if (retryable !== undefined) return retryable ? 'back-off' : 'none';
  if (code !== undefined && code === provider.activeLimit?.code) return 'wait-for-slot';
  if (code !== undefined && provider.retryableCodes.includes(code)) return 'back-off';
  // A server that answers 501 does not support the request, so a later try fails as well.
  return status === 429 || (status >= 500 && status !== 501) ? 'back-off' : 'none';
}

/** Parses the text of a refusal; returns an empty reading for text of an unknown form. */
function parseRefusal(provider: ProviderDefinition, text: string): RefusalReading {
  try {
    return provider.parseRefusal(JSON.parse(text) as unknown);
  } catch {
    return {};
  }
}

/** Returns the id by which the provider's support finds the request of an answer. */
export function requestIdOf(
  { requestIdHeader }: ProviderDefinition,
  { headers }: HttpResponse,
): string | undefined {
  return requestIdHeader === undefined ? undefined : headers[requestIdHeader];
}

const inSeconds = (ms: number): string => `${Math.ceil(ms / 1000)} s`;

/** Returns the reason why a request was not repeated although the refusal allows it. */
function describeObstacle(obstacle: Obstacle | undefined, retryAfterMs: number | undefined): string {
  if (obstacle === 'long-pause')
    return ` It requests a pause of more than ${inSeconds(MAX_PAUSE_MS)}, so it was not repeated.`;
  if (obstacle === undefined) return '';
  return retryAfterMs === undefined
    ? ' There was no time for another try before the deadline.'
    : ' The requested pause would pass the deadline, so it was not repeated.';
}

function advice(
  { badKeyStatuses = [401] }: ProviderDefinition,
  status: number,
  retryAfterMs: number | undefined,
): string {
  if (status >= 300 && status < 400) return ' This is a redirect, which is not followed. Check the base URL.';
  if (badKeyStatuses.includes(status)) return ' Check the API key in the credential.';
  if (status === 402) return ' Top up the balance, then run this again.';
  if (status === 403) return ' Check that the account is in good standing and the key may do this.';
  if (retryAfterMs !== undefined) return ` Wait ${inSeconds(retryAfterMs)}, then run this again.`;
  if (status === 429) return ' Wait a little, then run this again.';
  if (status >= 500) return ' Try again later.';
  return '';
}
