import { BlockedAddressError } from './blocked-address-error.ts';
import type { Net } from './net.ts';
import { openSocket } from './open-socket.ts';

/** Reaches the given hosts in private networks as well, without a proxy: those that the operator named as a service of their own. */
export function createTrustingNet(net: Net, hosts: ReadonlySet<string>): Net {
  return {
    ...net,
    async connect(host, port, signal) {
      try {
        return await net.connect(host, port, signal);
      } catch (error) {
        if (!(error instanceof BlockedAddressError) || !hosts.has(host)) throw error;
        return await openSocket({ host, port }, signal);
      }
    },
  };
}
