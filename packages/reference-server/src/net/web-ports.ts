import type { Net } from './net.ts';

/** The ports on which websites answer. */
const webPorts: readonly number[] = [80, 443, 8080, 8443];

/**
 * Returns a network that connects only to the ports of websites and to the `more` ports that the operator allows.
 * Customers choose the URLs of pages, so without this limit they could search the ports of other machines from here.
 */
export function restrictToWebPorts(net: Net, more: readonly number[] = []): Net {
  const allowed = new Set([...webPorts, ...more]);
  return {
    ...net,
    connect: async (host, port, signal) => {
      if (!allowed.has(port)) throw new BlockedPortError(port);
      return await net.connect(host, port, signal);
    },
  };
}

/** The port is not one of those that pages are fetched from, so the connection was not attempted. */
class BlockedPortError extends Error {
  override readonly name = 'BlockedPortError';
  readonly code = 'EBLOCKEDPORT';

  constructor(port: number) {
    super(`Port ${port} is not allowed. ${ALLOWED_PORTS}`);
  }
}

/** Tells which ports are allowed and what the operator can do. */
export const ALLOWED_PORTS =
  'Pages are fetched from the ports 80, 443, 8080 and 8443, and from those that the operator of this server sets in PAGE_PORTS.';
