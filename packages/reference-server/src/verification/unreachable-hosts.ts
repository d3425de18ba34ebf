import { BlockList, isIP } from 'node:net';
import { failureOf } from '@scrapekit/guarded-http';
import type { Net } from '../net/net.ts';

/** Addresses at which no sender on the internet reaches a mail host (RFC 6890, RFC 4193). */
const privateNetworks: readonly (readonly [string, number, 'ipv4' | 'ipv6'])[] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['::', 127, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
];

const privates = new BlockList();
for (const [network, prefix, family] of privateNetworks) privates.addSubnet(network, prefix, family);

const isPrivate = (address: string): boolean =>
  privates.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

const isLoopback = (address: string): boolean => address.startsWith('127.') || address === '::1';

/** Names of this machine on every network (RFC 6761, 6.3) and in many hosts files. */
const localName = /(?:^|\.)localhost$|(?:^|\.)localhost\.localdomain$|^localhost6?(?:\.localdomain6?)?$/;
const hostName = /^(?=.{1,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9-]{2,63}$/;

/** Returns whether the name in an MX record alone shows that no sender reaches the host. */
export const isLocalHost = (host: string): boolean =>
  localName.test(host) || (isIP(host) !== 0 && isPrivate(host));

/**
 * Returns whether the failure to connect to a host means that no sender reaches it: it does not exist, or all of its
 * addresses are private. A loopback address counts only on a network that refuses it, because the simulated internet stands
 * at one.
 */
export async function isUnreachableForAll(net: Net, host: string, failure: unknown): Promise<boolean> {
  const { kind } = failureOf(failure);
  if (!hostName.test(host)) return false;
  const found = await Promise.allSettled([net.resolve4(host), net.resolve6(host)]);
  const addresses = found.flatMap((each) => (each.status === 'fulfilled' ? each.value : []));
  if (addresses.length > 0) {
    return addresses.every(isPrivate) && (kind === 'blocked' || !addresses.some(isLoopback));
  }
  const hasNone = found.every(
    (each) => each.status === 'fulfilled' || failureOf(each.reason).kind === 'name',
  );
  return kind === 'name' && hasNone;
}
