import type { ProviderDefinition } from '@scrapekit/core';
import type { JsonObject } from '../format/json.ts';
import { errorDirective } from './errors.ts';
import { authorization, baseUrlOf, noRedirects } from './requests.ts';

/** The longest time that Make waits for an answer. A create that is cut off may have started a job. */
const TIMEOUT_MS = 300_000;

/** What all modules of an app inherit. */
export function baseOf(provider: ProviderDefinition): JsonObject {
  const { request, sanitize } = authorization(provider, 'connection');
  return {
    baseUrl: baseUrlOf(provider, 'connection'),
    ...request,
    ...noRedirects,
    timeout: TIMEOUT_MS,
    response: { error: errorDirective(provider, { kind: 'nothing' }) },
    log: { sanitize: [sanitize] },
  };
}
