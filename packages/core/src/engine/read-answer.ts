import { UnexpectedAnswerError } from '../errors/unexpected-answer-error.ts';
import { bodyText } from '../http/body.ts';
import type { HttpResponse } from '../http/transport.ts';
import type { ProviderDefinition } from '../provider.ts';
import { requestIdOf } from './refusal.ts';

/** Parses a 2xx answer with a definition's reader; what the reader cannot take is an UnexpectedAnswerError. */
export async function readAnswer<T>(
  provider: ProviderDefinition,
  response: HttpResponse,
  read: (body: unknown) => T,
): Promise<{ readonly reading: T; readonly raw: unknown }> {
  const text = await bodyText(response.body);
  try {
    const raw: unknown = JSON.parse(text);
    return { reading: read(raw), raw };
  } catch (cause) {
    const requestId = requestIdOf(provider, response);
    throw new UnexpectedAnswerError(provider.name, {
      status: response.status,
      cause,
      requestId,
    });
  }
}
