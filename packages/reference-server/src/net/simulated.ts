import { Resolver } from 'node:dns/promises';
import type { Net } from './net.ts';
import { resolveWith } from './resolve.ts';
import { connectThroughSocks5, type ProxyAddress } from './socks5.ts';

/** Where a simulated internet listens: its name server, and the gateway through which all its hosts are reached. */
export interface SimulatedNetAddresses {
  readonly dns: ProxyAddress;
  readonly gateway: ProxyAddress;
}

/** A `Net` whose every packet stays on loopback. Names are resolved first, so faults of DNS show in `connect` too. */
export function createSimulatedNet({ dns, gateway }: SimulatedNetAddresses): Net {
  const resolver = new Resolver({ timeout: 2000, tries: 3 });
  resolver.setServers([`${dns.host}:${dns.port}`]);
  return {
    ...resolveWith(resolver),
    async connect(host, port, signal) {
      await resolver.resolve4(host);
      signal?.throwIfAborted();
      return await connectThroughSocks5(gateway, host, port, signal);
    },
  };
}
