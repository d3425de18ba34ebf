import type { Registration } from '@scrapekit/core';
import { firstOf } from './expression.ts';
import { findPaths } from './probe.ts';

/** Returns the expression for the id in the answer to the registration of a webhook's address. */
export function endpointIdOf(name: string, { parse }: Extract<Registration, { kind: 'endpoint' }>): string {
  const paths = findPaths(['id', 'endpoint_id'], {
    valueOf: (index) => `endpoint-${index}`,
    read: (body) => parse({ ...body, secret: 'x' }).id,
  });
  if (paths.length === 0) throw new TypeError(`${name} names no registered address.`);
  return firstOf(paths.map((path) => `body.${path}`));
}
