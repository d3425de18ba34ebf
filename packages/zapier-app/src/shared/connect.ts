import { createClient, type Client, type ProviderDefinition } from '@scrapekit/core';
import type { Clock } from '@scrapekit/core';
import type { Bundle, ZObject } from 'zapier-platform-core';
import { zapierTransport } from './transport.ts';

/** Zapier ends a step after 30 s, and may run a step again that it had to end. */
export const STEP_BUDGET_MS = 25_000;

export interface ConnectOptions {
  readonly clock: Clock;
  /** @default 25 000 */
  readonly budgetMs?: number;
}

/** A client for the account a user connected. It gives up in time for the step to say why. */
export function connect(
  provider: ProviderDefinition,
  z: ZObject,
  { authData, clock, budgetMs = STEP_BUDGET_MS }: Pick<Bundle, 'authData'> & ConnectOptions,
): Client {
  return createClient(provider, {
    transport: zapierTransport(z, budgetMs),
    clock,
    deadline: clock.now() + budgetMs,
    credentials: { apiKey: authData.api_key?.trim() ?? '' },
    baseUrl: baseUrlOf(provider, authData),
  });
}

/** Where requests go: the address the user gave, or else the provider's own. */
export function baseUrlOf({ baseUrl }: ProviderDefinition, authData: Bundle['authData']): string {
  return authData.base_url?.trim() || baseUrl;
}
