import type { JobOperation } from '@scrapekit/core';
import type { Source } from '../config/config.ts';

/** Returns the operation with this key in the definition, if it creates jobs. */
export function findJobOperation({ provider }: Source, key: string): JobOperation | undefined {
  const operation = Object.hasOwn(provider.operations, key) ? provider.operations[key] : undefined;
  return operation?.kind === 'job' ? operation : undefined;
}
