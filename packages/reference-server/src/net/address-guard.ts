import { type LookupAddress, type LookupAllOptions, lookup as systemLookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/**
 * Networks that contain no public server, as [network, prefix length].
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry
 */
const blockedNetworks4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

/**
 * Ranges that embed an IPv4 address are blocked completely, because no public server needs them.
 * @see https://www.iana.org/assignments/iana-ipv6-special-registry
 */
const blockedNetworks6: readonly (readonly [string, number])[] = [
  ['::', 96],
  ['::ffff:0:0', 96],
  ['::ffff:0:0:0', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['100:0:0:1::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['2620:4f:8000::', 48],
  ['3fff::', 20],
  ['5f00::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
];

// Each family has a list, because a BlockList with `::ffff:0:0/96` matches every IPv4 address.
const blocked4 = new BlockList();
const blocked6 = new BlockList();
for (const [network, prefix] of blockedNetworks4) blocked4.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of blockedNetworks6) blocked6.addSubnet(network, prefix, 'ipv6');

/** Returns whether a literal IP address can belong to a public server. Other text returns false. */
export function isPublicAddress(ip: string): boolean {
  const address = ip.replace(/%.*$/, '');
  const family = isIP(address);
  if (family === 4) return !blocked4.check(address, 'ipv4');
  return family === 6 && !blocked6.check(address, 'ipv6');
}

/** The host is, or resolves to, an address that is not public. */
export class BlockedAddressError extends Error {
  override readonly name = 'BlockedAddressError';
  readonly code = 'EBLOCKED';

  constructor(host: string, address: string) {
    const where = host === address ? host : `${host} (${address})`;
    super(`${where} is not a public address. Use a host that is reachable from the internet.`);
  }
}

/** The signature of `dns.lookup` for all addresses. With an error, there is no list of addresses. */
export type LookUpAll = (
  host: string,
  options: LookupAllOptions,
  done: (error: NodeJS.ErrnoException | null, addresses: readonly LookupAddress[] | undefined) => void,
) => void;

export interface PublicLookupOptions {
  /** Creates the error for a name that resolves to `address`, which is not public. */
  readonly refuse: (host: string, address: string) => Error;
  /** @default the system's look-up */
  readonly lookup?: LookUpAll;
}

/** Creates a look-up for sockets that refuses a name when any of its addresses is not public. */
export const createPublicLookup =
  ({ refuse, lookup = systemLookup }: PublicLookupOptions): LookupFunction =>
  (host, options, done) => {
    lookup(host, { ...options, all: true }, (error, addresses = []) => {
      const blocked = addresses.find(({ address }) => !isPublicAddress(address));
      const [first] = addresses;
      // An error thrown in this callback would be uncaught and end the process.
      if (error !== null) done(error, []);
      else if (blocked !== undefined) done(refuse(host, blocked.address), []);
      else if (first === undefined) done(noAddress(host), []);
      else if (options.all === true) done(null, [...addresses]);
      else done(null, first.address, first.family);
    });
  };

const noAddress = (host: string): NodeJS.ErrnoException =>
  Object.assign(new Error(`No address for ${host}.`), { code: 'ENOTFOUND' });
