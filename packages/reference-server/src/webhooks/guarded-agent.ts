import { isIP } from 'node:net';
import { Agent, buildConnector } from 'undici';
import { createPublicLookup, isPublicAddress } from '../net/address-guard.ts';

const CONNECT_TIMEOUT_MS = 5_000;

export interface GuardedAgentOptions {
  /** Also connects to private addresses and accepts self-signed certificates, for tests and development (C076). */
  readonly allowPrivate: boolean;
}

/**
 * Creates an agent that refuses private addresses. It checks the address of each connection and not the host name,
 * because a public name may resolve to a private address (C076).
 */
export function createGuardedAgent({ allowPrivate }: GuardedAgentOptions): Agent {
  const limits = { connections: 50, keepAliveTimeout: 1_000 };
  const connectOptions = { timeout: CONNECT_TIMEOUT_MS, rejectUnauthorized: !allowPrivate };
  if (allowPrivate) return new Agent({ ...limits, connect: connectOptions });
  const lookup = createPublicLookup({ refuse: () => new PrivateAddressError() });
  const connect = buildConnector({ ...connectOptions, lookup });
  return new Agent({
    ...limits,
    connect: (target, done) => {
      const host = target.hostname.replace(/^\[|\]$/g, '');
      // There is no name look-up for a host that is an IP address, so it is checked here.
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

/** The receiver's address is not on the public internet. */
class PrivateAddressError extends Error {
  override readonly name = 'PrivateAddressError';

  constructor() {
    super('The webhook address does not lead to the public internet.');
  }
}
