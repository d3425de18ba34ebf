import type { Resolver } from 'node:dns/promises';
import type { Socket } from 'node:net';

export interface MxRecord {
  readonly exchange: string;
  readonly priority: number;
}

/**
 * Access to a network: the internet, the internet through a SOCKS5 proxy, or the simulated internet.
 * Methods reject with errors that carry Node's `code`, such as `ENOTFOUND`, `ESERVFAIL` or `ECONNREFUSED`.
 */
export interface Net {
  /** Returns the records in any order. A null MX (RFC 7505) is the single record `{ exchange: '', priority: 0 }`. */
  resolveMx(domain: string): Promise<MxRecord[]>;
  resolve4(host: string): Promise<string[]>;
  resolve6(host: string): Promise<string[]>;
  /** Returns a connected socket. Aborting `signal` ends the attempt, but does not close a socket that was returned. */
  connect(host: string, port: number, signal?: AbortSignal): Promise<Socket>;
}

/** Implements the look-ups of a `Net` with Node's resolver. */
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
