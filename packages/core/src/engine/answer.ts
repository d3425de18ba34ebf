import { ApiError } from '../errors/api-error.ts';
import { UnexpectedAnswerError } from '../errors/unexpected-answer-error.ts';
import { redact } from '../http/redact.ts';
import { parseRetryAfter, type Remedy } from '../http/send.ts';
import { bodyText, type HttpResponse } from '../http/transport.ts';
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

/** Converts an answer outside 2xx to an ApiError. A body that is not JSON is judged by its status alone (C193). */
export function toApiError(
  provider: ProviderDefinition,
  response: HttpResponse,
  context: { readonly text: string; readonly now: number; readonly secrets: readonly string[] },
): ApiError {
  const { status, headers } = response;
  const reading = parseRefusal(provider, context.text);
  const reason = reading.message ?? `HTTP status ${status}`;
  return new ApiError(redact(`${provider.name}: ${reason}${advice(provider, status)}`, context.secrets), {
    status,
    retryable: remedyOf(provider, status, reading) !== 'none',
    code: reading.code,
    requestId: reading.requestId ?? requestIdOf(provider, response),
    retryAfterMs: parseRetryAfter(headers['retry-after'], context.now),
  });
}

/** Decides whether a request may be repeated: by the provider's flag, then its codes, then the status (A02). */
export function remedyOf(provider: ProviderDefinition, status: number, reading: RefusalReading): Remedy {
  const { code, retryable } = reading;
  if (retryable !== undefined) return retryable ? 'back-off' : 'none';
  if (code !== undefined && provider.slotCodes.includes(code)) return 'wait-for-slot';
  if (code !== undefined && provider.retryableCodes.includes(code)) return 'back-off';
  // A server that answers 501 does not support the request, so a later try fails as well.
  return status === 429 || (status >= 500 && status !== 501) ? 'back-off' : 'none';
}

/** Parses the text of a refusal; returns an empty reading for text of an unknown form. */
export function parseRefusal(provider: ProviderDefinition, text: string): RefusalReading {
  try {
    return provider.parseRefusal(JSON.parse(text) as unknown);
  } catch {
    return {};
  }
}

function requestIdOf({ requestIdHeader }: ProviderDefinition, { headers }: HttpResponse): string | undefined {
  return requestIdHeader === undefined ? undefined : headers[requestIdHeader];
}

function advice({ badKeyStatuses = [401] }: ProviderDefinition, status: number): string {
  if (badKeyStatuses.includes(status)) return ' Check the API key in the credential.';
  if (status === 402) return ' Top up the balance, then run this again.';
  if (status === 403) return ' Check that the account is in good standing and the key may do this.';
  if (status === 429) return ' Wait a little, then run this again.';
  if (status >= 500) return ' Try again later.';
  return '';
}
