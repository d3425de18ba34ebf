import { createNameLookup, createResolver, lookUpPublic } from '@scrapekit/guarded-http';
import { type Net, resolveWith } from './net.ts';
import { connectThroughSocks5, type ProxyAddress } from './socks5.ts';

export interface ProxiedNetOptions {
  readonly proxy: ProxyAddress;
  /** DNS servers as `ip` or `ip:port`. @default the system's servers */
  readonly dnsServers?: readonly string[];
}

/**
 * Creates access to the internet through a SOCKS5 proxy. Names are resolved here and the proxy receives addresses, so a
 * name cannot lead the proxy to a host in its private network.
 */
export function createProxiedNet({ proxy, dnsServers }: ProxiedNetOptions): Net {
  const resolver = createResolver(dnsServers);
  const lookUp = createNameLookup({ resolver });
  return {
    ...resolveWith(resolver),
    async connect(host, port, signal) {
      // Most proxies support only IPv4, and an IPv4 address comes first.
      const [{ address }] = await lookUpPublic(lookUp, host);
      signal?.throwIfAborted();
      return await connectThroughSocks5(proxy, address, port, signal);
    },
  };
}
