import {
  createNameLookup,
  createPublicLookup,
  createResolver,
  failureOf,
  type NameLookup,
  refuseHost,
  refusePeer,
} from '@scrapekit/guarded-http';
import { type Net, resolveWith } from './net.ts';
import { openSocket } from './sockets.ts';

export interface LiveNetOptions {
  /** Also connects to loopback and private networks. Only for tests on one machine. */
  readonly allowPrivate?: boolean;
  /** DNS servers as `ip` or `ip:port`. @default the system's servers */
  readonly dnsServers?: readonly string[];
  /** Looks up the names that `connect` receives. @default the hosts file and then the DNS servers */
  readonly lookUp?: NameLookup;
}

/**
 * Creates direct access to the internet. `connect` rejects with BlockedAddressError when the host is an address that is
 * not public, or resolves to one.
 */
export function createLiveNet({ allowPrivate = false, dnsServers, lookUp }: LiveNetOptions = {}): Net {
  const resolver = createResolver(dnsServers);
  const publicLookup = createPublicLookup(lookUp ?? createNameLookup({ resolver }));
  return {
    ...resolveWith(resolver),
    async connect(host, port, signal) {
      if (allowPrivate) return await openSocket({ host, port }, signal);
      const hostRefusal = refuseHost(host);
      if (hostRefusal !== undefined) throw hostRefusal;
      const socket = await openSocket({ host, port, lookup: publicLookup }, signal);
      const peerRefusal = refusePeer(host, socket);
      if (peerRefusal !== undefined) throw peerRefusal;
      return socket;
    },
  };
}

/**
 * Creates access that also reaches the given hosts when their addresses are private. The operator configured these hosts.
 * A private host is reached without the proxy of `net`.
 */
export function createTrustingNet(net: Net, hosts: ReadonlySet<string>): Net {
  return {
    ...net,
    async connect(host, port, signal) {
      try {
        return await net.connect(host, port, signal);
      } catch (error) {
        const { kind } = failureOf(error);
        if (!hosts.has(host) || (kind !== 'blocked' && kind !== 'name')) throw error;
        // The system's look-up also knows short names and names of the local network.
        return await openSocket({ host, port }, signal);
      }
    },
  };
}
