import { Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import { isPublicAddress } from './address-guard.ts';
import { BlockedAddressError } from './blocked-address-error.ts';
import type { Net } from './net.ts';
import { resolveWith } from './resolve.ts';
import { connectThroughSocks5, type ProxyAddress } from './socks5.ts';

export interface ProxiedNetOptions {
  readonly proxy: ProxyAddress;
  /** DNS servers to ask in place of the system's, as `ip` or `ip:port`. */
  readonly dnsServers?: readonly string[];
}

/**
 * The real internet by way of a SOCKS5 proxy. Names are resolved here and the proxy is given addresses,
 * so that no name can lead it into the private network it stands in.
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

/** IPv4 first, as most proxies have nothing else. */
async function addressesOf(lookUp: Pick<Net, 'resolve4' | 'resolve6'>, host: string): Promise<string[]> {
  try {
    const addresses = await lookUp.resolve4(host);
    if (addresses.length > 0) return addresses;
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'ENODATA') throw error;
  }
  return await lookUp.resolve6(host);
}
