import type { JobOperation } from '@scrapekit/core';
import type { Source } from '../config/config.ts';

/** An operation of a provider with its key in the definition. */
export interface CreateRoute {
  readonly key: string;
  readonly operation: JobOperation;
}

/** Returns the operation that a request creates a job of, or undefined for any other request. `path` has no query. */
export function matchCreate({ provider }: Source, method: string, path: string): CreateRoute | undefined {
  for (const [key, operation] of Object.entries(provider.operations))
    if (operation.kind === 'job' && operation.create === `${method} ${path}`) return { key, operation };
  return undefined;
}
