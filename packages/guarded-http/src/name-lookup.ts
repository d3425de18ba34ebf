import type { LookupAddress } from 'node:dns';
import { Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import { createHostsFile, type HostsFile } from './hosts-file.ts';
import { failureOf } from './network-failure.ts';

/**
 * Returns the addresses of a host, IPv4 first. Rejects with an error that has one of the codes of `resolve4`, and with
 * ENOTFOUND when the host has no address.
 */
export type NameLookup = (host: string) => Promise<readonly LookupAddress[]>;

/** Looks up the addresses of one family. Rejects with Node's codes, such as ENOTFOUND. */
export interface AddressResolver {
  resolve4(host: string): Promise<string[]>;
  resolve6(host: string): Promise<string[]>;
}

export interface NameLookupOptions {
  /** @default a resolver with the system's servers */
  readonly resolver?: AddressResolver;
  /** After this time without an address the look-up fails with ETIMEOUT. @default 5000 */
  readonly budgetMs?: number;
  /** @default the system's file */
  readonly hostsFile?: HostsFile;
}

const BUDGET_MS = 5_000;
/** How long IPv6 addresses are waited for after those of IPv4 (RFC 8305, 3). */
const IPV6_MS = 50;
/** How long IPv4 addresses are waited for after those of IPv6, which many machines and most proxies cannot reach. */
const IPV4_MS = 1_000;
const MAX_NAME_CHARACTERS = 253;
/** A mail server's name comes from its owner. The resolver would read a name up to its first NUL only. */
const hostName = /^[^\s\p{Cc}]+$/u;
/** The top-level domain `invalid` has no names (RFC 6761, 6.4). */
const neverExists = /(?:^|\.)invalid$/;

/** Creates a resolver with the given servers, as `ip` or `ip:port`, or else with the system's servers. */
export function createResolver(servers?: readonly string[]): Resolver {
  const resolver = new Resolver({ timeout: 3_000, tries: 2 });
  if (servers !== undefined) resolver.setServers([...servers]);
  return resolver;
}

/**
 * Creates a look-up that asks the hosts file and then the name servers. Node's `dns.lookup` occupies one of four threads
 * until the name servers answer, so four names with mute servers would stop every other look-up.
 */
export function createNameLookup(options: NameLookupOptions = {}): NameLookup {
  const { resolver = createResolver(), budgetMs = BUDGET_MS, hostsFile = createHostsFile() } = options;
  return async (host) => {
    const name = host.toLowerCase().replace(/\.$/, '');
    const known = literalAddress(name) ?? localAddresses(name) ?? hostsFile(name);
    if (known.length > 0) return known.map(withFamily);
    if (name.length > MAX_NAME_CHARACTERS || !hostName.test(name) || neverExists.test(name))
      throw lookupError(name, 'ENOTFOUND');
    return (await askServers(resolver, name, budgetMs)).map(withFamily);
  };
}

const withFamily = (address: string): LookupAddress => ({ address, family: isIP(address) });

/** Understands the forms of an IPv4 address that browsers and `inet_aton` do, such as `127.1` and `0x7f000001`. */
function literalAddress(name: string): readonly string[] | undefined {
  if (isIP(name) !== 0) return [name];
  const hostname = /^[\w.]+$/.test(name) ? URL.parse(`http://${name}/`)?.hostname : undefined;
  return hostname !== undefined && isIP(hostname) !== 0 ? [hostname] : undefined;
}

/** Names that mean this machine on every network (RFC 6761, 6.3). */
const localAddresses = (name: string): readonly string[] | undefined =>
  /(?:^|\.)localhost$/.test(name) ? ['127.0.0.1', '::1'] : undefined;

function askServers(resolver: AddressResolver, name: string, budgetMs: number): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const found: [four: readonly string[], six: readonly string[]] = [[], []];
    const failures: unknown[] = [];
    let running: number = found.length;
    const finish = (): void => {
      clearTimeout(timer);
      const addresses = found.flat();
      if (addresses.length > 0) resolve(addresses);
      else reject(explain(name, running > 0 ? [{ code: 'ETIMEOUT' }] : failures));
    };
    let timer = setTimeout(finish, budgetMs);
    const settle = (): void => {
      running--;
      if (running === 0) finish();
      else if (found.flat().length > 0) {
        clearTimeout(timer);
        timer = setTimeout(finish, found[0].length > 0 ? IPV6_MS : IPV4_MS);
      }
    };
    const keep = (query: Promise<readonly string[]>, family: 0 | 1): void =>
      void query
        .then(
          (addresses) => (found[family] = addresses),
          (error: unknown) => failures.push(error),
        )
        .then(settle);
    keep(resolver.resolve4(name), 0);
    keep(resolver.resolve6(name), 1);
  });
}

/** Chooses the code: a name server that failed may know an address, so the name is unknown only if none failed. */
function explain(name: string, failures: readonly unknown[]): Error {
  const failed = failures.map(failureOf).find(({ kind }) => kind !== 'name');
  if (failed === undefined) return lookupError(name, 'ENOTFOUND');
  // Without a running name server the code is ECONNREFUSED, which would read as if the host had refused.
  return lookupError(name, failed.kind === 'resolver' ? (failed.code ?? 'ESERVFAIL') : 'ESERVFAIL');
}

const lookupError = (name: string, code: string): Error =>
  Object.assign(
    new Error(`The name ${name.slice(0, MAX_NAME_CHARACTERS)} could not be looked up (${code}).`),
    {
      code,
    },
  );
