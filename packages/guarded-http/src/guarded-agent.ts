import { Agent, buildConnector } from 'undici';
import { createPublicLookup, refuseHost, refusePeer, withoutBrackets } from './address-guard.ts';

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
  const connect = buildConnector({ ...connectOptions, lookup: createPublicLookup() });
  return new Agent({
    ...limits,
    connect: (target, done) => {
      const host = withoutBrackets(target.hostname);
      // There is no name look-up for a host that is an IP address, so it is checked here.
      const hostRefusal = refuseHost(host);
      if (hostRefusal !== undefined) {
        done(hostRefusal, null);
        return;
      }
      connect(target, (...[error, socket]) => {
        if (error !== null) {
          done(error, null);
          return;
        }
        const peerRefusal = refusePeer(host, socket);
        if (peerRefusal === undefined) done(null, socket);
        else done(peerRefusal, null);
      });
    },
  });
}
