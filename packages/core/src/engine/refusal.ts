import { ApiError } from '../errors/api-error.ts';
import { redact } from '../http/redact.ts';
import { retryAfterMs } from '../http/retry-after.ts';
import type { Remedy } from '../http/send.ts';
import type { HttpResponse } from '../http/transport.ts';
import type { ProviderDefinition, RefusalReading } from '../provider.ts';

/** A non-2xx answer as an error; pages that are no JSON are judged by their status alone (C193). */
export function refusal(
  provider: ProviderDefinition,
  response: HttpResponse,
  context: { readonly text: string; readonly now: number; readonly secrets: readonly string[] },
): ApiError {
  const { status, headers } = response;
  const reading = readRefusal(provider, context.text);
  const requestId = reading.requestId ?? requestIdOf(provider, response);
  const asked = retryAfterMs(headers['retry-after'], context.now);
  const words = reading.message ?? `HTTP status ${status}`;
  return new ApiError(redact(`${provider.name}: ${words}${advice(provider, status)}`, context.secrets), {
    status,
    retryable: remedyOf(provider, status, reading) !== 'none',
    code: reading.code,
    requestId,
    retryAfterMs: asked,
  });
}

/** Whether the same request may be sent again: the provider's flag first, then its codes, then the status (A02). */
export function remedyOf(provider: ProviderDefinition, status: number, reading: RefusalReading): Remedy {
  const { code, retryable } = reading;
  if (retryable !== undefined) return retryable ? 'back-off' : 'none';
  if (code !== undefined && provider.slotCodes.includes(code)) return 'wait-for-slot';
  if (code !== undefined && provider.retryableCodes.includes(code)) return 'back-off';
  // 501 will not change by waiting.
  return status === 429 || (status >= 500 && status !== 501) ? 'back-off' : 'none';
}

export function readRefusal(provider: ProviderDefinition, text: string): RefusalReading {
  try {
    return provider.readRefusal(JSON.parse(text) as unknown);
  } catch {
    return {};
  }
}

export function requestIdOf(
  { requestIdHeader }: ProviderDefinition,
  { headers }: HttpResponse,
): string | undefined {
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
