import { lookup, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, buildConnector } from 'undici';
import { isPublicAddress } from '../net/address-guard.ts';
import { PrivateAddressError } from './private-address-error.ts';

const CONNECT_TIMEOUT_MS = 5_000;

export interface GuardedAgentOptions {
  /** Connects anywhere and accepts self-signed certificates: for tests and laptops (C076). */
  readonly allowPrivate: boolean;
}

/** An agent that refuses private addresses where it counts: on the address connected to, not on the name (C076). */
export function createGuardedAgent({ allowPrivate }: GuardedAgentOptions): Agent {
  const limits = { connections: 50, keepAliveTimeout: 1_000 };
  const connectOptions = { timeout: CONNECT_TIMEOUT_MS, rejectUnauthorized: !allowPrivate };
  if (allowPrivate) return new Agent({ ...limits, connect: connectOptions });
  const connect = buildConnector({ ...connectOptions, lookup: publicLookup });
  return new Agent({
    ...limits,
    connect: (target, done) => {
      const host = target.hostname.replace(/^\[|\]$/g, '');
      // The look-up never sees an address that is written out.
      if (isIP(host) !== 0 && !isPublicAddress(host)) {
        done(new PrivateAddressError(), null);
        return;
      }
      connect(target, (...[error, socket]) => {
        if (error !== null) done(error, null);
        else if (isPublicAddress(socket.remoteAddress ?? '')) done(null, socket);
        else {
          socket.destroy();
          done(new PrivateAddressError(), null);
        }
      });
    },
  });
}

const publicLookup: LookupFunction = (host, options, done) => {
  lookup(host, { ...options, all: true }, (error, addresses: LookupAddress[] | undefined) => {
    // Node hands over no list at all with an error, whatever its types say.
    const first = addresses?.[0];
    if (error !== null || addresses === undefined || first === undefined)
      done(error ?? new Error(`No address for ${host}.`), []);
    else if (!addresses.every(({ address }) => isPublicAddress(address))) done(new PrivateAddressError(), []);
    else if (options.all === true) done(null, addresses);
    else done(null, first.address, first.family);
  });
};
