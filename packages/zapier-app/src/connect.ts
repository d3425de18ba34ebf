import { createClient, type Client, type ProviderDefinition } from '@scrapekit/core';
import type { Clock } from '@scrapekit/core';
import type { Bundle, ZObject } from 'zapier-platform-core';
import { zapierTransport } from './transport.ts';

/** Zapier ends a step after 30 s and may then run it again, so a step stops earlier by itself. */
export const STEP_BUDGET_MS = 25_000;
/**
 * A create that is not answered must leave time to look for its job. Zapier's HTTP client does not notice an answer that
 * breaks off, so such an answer takes as long.
 */
const ANSWER_MS = 15_000;

export interface ConnectOptions {
  readonly clock: Clock;
  /** @default 25 000 */
  readonly budgetMs?: number;
  /** How long the answer to a request may take, in milliseconds. @default 15 000 */
  readonly answerMs?: number;
}

/** Creates a client for the connected account. It gives up before Zapier ends the step, so that the step can report why. */
export function connect(
  provider: ProviderDefinition,
  z: ZObject,
  {
    authData,
    clock,
    budgetMs = STEP_BUDGET_MS,
    answerMs = ANSWER_MS,
  }: Pick<Bundle, 'authData'> & ConnectOptions,
): Client {
  return createClient(provider, {
    transport: zapierTransport(z, budgetMs, { answerMs }),
    clock,
    deadline: clock.now() + budgetMs,
    // An answer that stands still must leave time for another try.
    idleTimeoutMs: 8000,
    credentials: { apiKey: authData.api_key?.trim() ?? '' },
    baseUrl: baseUrlOf(provider, authData),
  });
}

/** The base URL that the user entered, or else the provider's. */
export function baseUrlOf({ baseUrl }: ProviderDefinition, authData: Bundle['authData']): string {
  return authData.base_url?.trim() || baseUrl;
}
