import type { LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction, type Socket } from 'node:net';
import { createNameLookup, type NameLookup } from './name-lookup.ts';

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

/** Returns the error for a host that is an IP address and not public. A name is checked by `createPublicLookup`. */
export const refuseHost = (host: string): BlockedAddressError | undefined =>
  isIP(host) === 0 || isPublicAddress(host) ? undefined : new BlockedAddressError(host, host);

/** Closes a connection to an address that is not public, or that has ended already, and returns the error for it. */
export function refusePeer(host: string, socket: Socket): Error | undefined {
  const address = socket.remoteAddress;
  if (address !== undefined && isPublicAddress(address)) return undefined;
  socket.destroy();
  // The system knows no address of a peer that has reset the connection.
  return address === undefined
    ? Object.assign(new Error(`${host} closed the connection at once.`), { code: 'ECONNRESET' })
    : new BlockedAddressError(host, address);
}

/** Returns the host name of a URL without the brackets that a URL has around an IPv6 address. */
export const withoutBrackets = (hostname: string): string => hostname.replace(/^\[|\]$/g, '');

/** A name may have thousands of addresses, and a socket tries each of them for a quarter of a second. */
const MAX_TRIED_ADDRESSES = 8;

/**
 * Creates a look-up for sockets that fails with BlockedAddressError when any address of a name is not public. Nothing in
 * it throws, because an error thrown in the callback of a look-up ends the process.
 */
export const createPublicLookup =
  (lookUp: NameLookup = createNameLookup()): LookupFunction =>
  (host, { all = false }, done) => {
    lookUpPublic(lookUp, host).then(
      ([first, ...others]) => {
        if (all) done(null, [first, ...others]);
        else done(null, first.address, first.family);
      },
      (error: unknown) => done(error as NodeJS.ErrnoException, []),
    );
  };

/** Looks up a host. Rejects with BlockedAddressError when any of its addresses is not public. */
export async function lookUpPublic(
  lookUp: NameLookup,
  host: string,
): Promise<readonly [LookupAddress, ...LookupAddress[]]> {
  const addresses = await lookUp(host);
  const blocked = addresses.find(({ address }) => !isPublicAddress(address));
  if (blocked !== undefined) throw new BlockedAddressError(host, blocked.address);
  const [first, ...others] = addresses.slice(0, MAX_TRIED_ADDRESSES);
  if (first === undefined) throw Object.assign(new Error(`No address for ${host}.`), { code: 'ENOTFOUND' });
  return [first, ...others];
}
