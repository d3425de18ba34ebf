import { lookup as systemLookup, type LookupAddress, type LookupAllOptions } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isPublicAddress } from './address-guard.ts';

/** Looks up all addresses of a name as `dns.lookup` does, which hands over no list at all with an error. */
export type LookUpAll = (
  host: string,
  options: LookupAllOptions,
  done: (error: NodeJS.ErrnoException | null, addresses: readonly LookupAddress[] | undefined) => void,
) => void;

export interface PublicLookupOptions {
  /** Makes the error for a name that leads to `address`, which is not public. */
  readonly refuse: (host: string, address: string) => Error;
  /** @default the system's look-up */
  readonly lookup?: LookUpAll;
}

/** A look-up for sockets that refuses a name as soon as one of its addresses is not public, whichever would have been dialled. */
export const createPublicLookup =
  ({ refuse, lookup = systemLookup }: PublicLookupOptions): LookupFunction =>
  (host, options, done) => {
    lookup(host, { ...options, all: true }, (error, addresses = []) => {
      const blocked = addresses.find(({ address }) => !isPublicAddress(address));
      const [first] = addresses;
      // An error thrown in this callback would end the process, for no promise is there to take it.
      if (error !== null) done(error, []);
      else if (blocked !== undefined) done(refuse(host, blocked.address), []);
      else if (first === undefined) done(noAddress(host), []);
      else if (options.all === true) done(null, [...addresses]);
      else done(null, first.address, first.family);
    });
  };

const noAddress = (host: string): NodeJS.ErrnoException =>
  Object.assign(new Error(`No address for ${host}.`), { code: 'ENOTFOUND' });
