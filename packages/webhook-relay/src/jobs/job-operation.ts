import type { JobOperation } from '@scrapekit/core';
import type { Source } from '../config/config.ts';

/** Returns the operation with this key in the definition, if it creates jobs. */
export function findJobOperation({ provider }: Source, key: string): JobOperation | undefined {
  const operation = Object.hasOwn(provider.operations, key) ? provider.operations[key] : undefined;
  return operation?.kind === 'job' ? operation : undefined;
}

/** Returns the keys of the operations that create jobs, in the order of the definition. */
export const jobOperationsOf = ({ provider }: Source): readonly string[] =>
  Object.entries(provider.operations).flatMap(([key, { kind }]) => (kind === 'job' ? [key] : []));
