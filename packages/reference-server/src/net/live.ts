import { Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import { isPublicAddress } from './address-guard.ts';
import { BlockedAddressError } from './blocked-address-error.ts';
import type { Net } from './net.ts';
import { createPublicLookup, type LookUpAll } from './public-lookup.ts';
import { resolveWith } from './resolve.ts';
import { openSocket } from './open-socket.ts';

export interface LiveNetOptions {
  /** Also allows loopback and private networks. For tests on one machine only. */
  readonly allowPrivate?: boolean;
  /** DNS servers to ask in place of the system's, as `ip` or `ip:port`. */
  readonly dnsServers?: readonly string[];
  /** Looks up the names that `connect` is given. @default the system's look-up */
  readonly lookup?: LookUpAll;
}

/** The real internet. Private addresses are refused at connect time, as literals and as answers of the resolver. */
export function createLiveNet({ allowPrivate = false, dnsServers, lookup }: LiveNetOptions = {}): Net {
  const resolver = new Resolver({ timeout: 3000, tries: 2 });
  if (dnsServers !== undefined) resolver.setServers([...dnsServers]);
  const refuse = (host: string, address: string) => new BlockedAddressError(host, address);
  const publicLookup = createPublicLookup({ refuse, ...(lookup && { lookup }) });
  return {
    ...resolveWith(resolver),
    async connect(host, port, signal) {
      if (allowPrivate) return await openSocket({ host, port }, signal);
      if (isIP(host) !== 0 && !isPublicAddress(host)) throw new BlockedAddressError(host, host);
      const socket = await openSocket({ host, port, lookup: publicLookup }, signal);
      const reached = socket.remoteAddress ?? '';
      if (isPublicAddress(reached)) return socket;
      socket.destroy();
      throw new BlockedAddressError(host, reached);
    },
  };
}
