import type { Resolver } from 'node:dns/promises';
import type { Net } from './net.ts';

/** The look-ups of a `Net`, as Node's own resolver answers them. */
export function resolveWith(resolver: Resolver): Pick<Net, 'resolveMx' | 'resolve4' | 'resolve6'> {
  return {
    async resolveMx(domain) {
      const records = await resolver.resolveMx(domain);
      return records.map(({ exchange, priority }) => ({ exchange, priority }));
    },
    resolve4: (host) => resolver.resolve4(host),
    resolve6: (host) => resolver.resolve6(host),
  };
}
