import { Resolver } from 'node:dns/promises';
import { type Net, resolveWith } from './net.ts';
import { connectThroughSocks5, type ProxyAddress } from './socks5.ts';

/** The addresses of a simulated internet: its name server, and the SOCKS5 gateway to all of its hosts. */
export interface SimulatedNetAddresses {
  readonly dns: ProxyAddress;
  readonly gateway: ProxyAddress;
}

/** Creates access to the simulated internet. `connect` resolves names first, so it also shows simulated DNS faults. */
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
