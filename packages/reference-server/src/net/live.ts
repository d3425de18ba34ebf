import { lookup as systemLookup } from 'node:dns';
import { Resolver } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from './address-guard.ts';
import { BlockedAddressError } from './blocked-address-error.ts';
import type { Net } from './net.ts';
import { resolveWith } from './resolve.ts';
import { openSocket } from './open-socket.ts';

export interface LiveNetOptions {
  /** Also allows loopback and private networks. For tests on one machine only. */
  readonly allowPrivate?: boolean;
  /** DNS servers to ask in place of the system's, as `ip` or `ip:port`. */
  readonly dnsServers?: readonly string[];
}

/** The real internet. Private addresses are refused at connect time, as literals and as answers of the resolver. */
export function createLiveNet({ allowPrivate = false, dnsServers }: LiveNetOptions = {}): Net {
  const resolver = new Resolver({ timeout: 3000, tries: 2 });
  if (dnsServers !== undefined) resolver.setServers([...dnsServers]);
  return {
    ...resolveWith(resolver),
    async connect(host, port, signal) {
      if (allowPrivate) return await openSocket({ host, port }, signal);
      if (isIP(host) !== 0 && !isPublicAddress(host)) throw new BlockedAddressError(host, host);
      const socket = await openSocket({ host, port, lookup: lookupPublic }, signal);
      const reached = socket.remoteAddress ?? '';
      if (isPublicAddress(reached)) return socket;
      socket.destroy();
      throw new BlockedAddressError(host, reached);
    },
  };
}

/** Refuses a name as soon as one of its addresses is not public, whichever would have been dialled. */
const lookupPublic: LookupFunction = (host, options, callback) => {
  systemLookup(host, { ...options, all: true }, (error, addresses) => {
    const blocked = error ? undefined : addresses.find(({ address }) => !isPublicAddress(address));
    const [first] = addresses;
    if (error) callback(error, []);
    else if (blocked) callback(new BlockedAddressError(host, blocked.address), []);
    else if (options.all === true) callback(null, addresses);
    else callback(null, first?.address ?? '', first?.family);
  });
};
