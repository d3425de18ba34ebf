import { ApiError } from '../errors/api-error.ts';
import { redact } from '../http/redact.ts';
import { retryAfterMs } from '../http/retry-after.ts';
import type { HttpResponse } from '../http/transport.ts';
import type { ProviderDefinition } from '../provider.ts';

/** A non-2xx answer as an error; pages that are no JSON are judged by their status alone (C193). */
export function refusal(
  provider: ProviderDefinition,
  response: HttpResponse,
  context: { readonly text: string; readonly now: number; readonly secrets: readonly string[] },
): ApiError {
  const { status, headers } = response;
  const {
    code,
    message,
    requestId = requestIdOf(provider, response),
  } = provider.readRefusal(parse(context.text));
  const asked = retryAfterMs(headers['retry-after'], context.now);
  const words = message ?? `HTTP status ${status}`;
  return new ApiError(redact(`${provider.name}: ${words}${advice(status)}`, context.secrets), {
    status,
    retryable:
      status >= 500 || status === 429 || (code !== undefined && provider.retryableCodes.includes(code)),
    ...(code === undefined ? {} : { code }),
    ...(requestId === undefined ? {} : { requestId }),
    ...(asked === undefined ? {} : { retryAfterMs: asked }),
  });
}

export function requestIdOf(
  { requestIdHeader }: ProviderDefinition,
  { headers }: HttpResponse,
): string | undefined {
  return requestIdHeader === undefined ? undefined : headers[requestIdHeader];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function advice(status: number): string {
  if (status === 401) return ' Check the API key in the credential.';
  if (status === 402) return ' Top up the balance, then run this again.';
  if (status === 403) return ' Ask the provider to unlock the account.';
  if (status === 429) return ' Wait a little, then run this again.';
  if (status >= 500) return ' Try again later.';
  return '';
}
