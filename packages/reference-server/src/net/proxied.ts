import { Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import { BlockedAddressError, isPublicAddress } from './address-guard.ts';
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
  const resolver = new Resolver({ timeout: 3000, tries: 2 });
  if (dnsServers !== undefined) resolver.setServers([...dnsServers]);
  const lookUp = resolveWith(resolver);
  return {
    ...lookUp,
    async connect(host, port, signal) {
      const addresses = isIP(host) === 0 ? await addressesOf(lookUp, host) : [host];
      signal?.throwIfAborted();
      const blocked = addresses.find((address) => !isPublicAddress(address));
      if (blocked !== undefined) throw new BlockedAddressError(host, blocked);
      return await connectThroughSocks5(proxy, addresses[0] ?? host, port, signal);
    },
  };
}

/** Prefers IPv4, because most proxies support only IPv4. */
async function addressesOf(lookUp: Pick<Net, 'resolve4' | 'resolve6'>, host: string): Promise<string[]> {
  try {
    const addresses = await lookUp.resolve4(host);
    if (addresses.length > 0) return addresses;
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'ENODATA') throw error;
  }
  return await lookUp.resolve6(host);
}
