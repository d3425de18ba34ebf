import type { SmtpSession } from './session.ts';

/** The right to hold one connection to a host; `session` is one its last holder left open, if any. */
export interface Lane {
  readonly session: SmtpSession | null;
  /** Gives the right on. A session that may be asked on goes with it; `failure` also fails those who wait by now. */
  leave(outcome: { readonly session?: SmtpSession | null; readonly failure?: Error }): void;
}

export interface HostLanes {
  /** Waits for a free connection to the host; rejects with the reason of `signal`. */
  enter(host: string, signal?: AbortSignal): Promise<Lane>;
}

interface Waiter {
  admit(lane: Lane): void;
  refuse(error: Error): void;
}

interface HostState {
  open: number;
  readonly waiting: Set<Waiter>;
}

/** At most `limit` connections to each host at a time; who waits takes over a connection that is still good. */
export function createHostLanes(limit: number): HostLanes {
  const hosts = new Map<string, HostState>();

  function laneOf(host: string, state: HostState, session: SmtpSession | null): Lane {
    return {
      session,
      leave({ session: left = null, failure }) {
        if (failure !== undefined) for (const waiter of state.waiting) waiter.refuse(failure);
        const [next] = state.waiting;
        if (next !== undefined) {
          next.admit(laneOf(host, state, left));
          return;
        }
        left?.quit();
        state.open--;
        if (state.open === 0) hosts.delete(host);
      },
    };
  }

  return {
    async enter(host, signal) {
      signal?.throwIfAborted();
      const state = hosts.get(host) ?? { open: 0, waiting: new Set() };
      hosts.set(host, state);
      if (state.open < limit) {
        state.open++;
        return laneOf(host, state, null);
      }
      return await waitIn(state.waiting, signal);
    },
  };
}

function waitIn(waiting: Set<Waiter>, signal?: AbortSignal): Promise<Lane> {
  return new Promise((resolve, reject) => {
    const done = (finish: () => void): void => {
      waiting.delete(waiter);
      signal?.removeEventListener('abort', abort);
      finish();
    };
    const waiter: Waiter = {
      admit: (lane) => done(() => resolve(lane)),
      refuse: (error) => done(() => reject(error)),
    };
    const abort = (): void => done(() => reject(signal?.reason as Error));
    waiting.add(waiter);
    signal?.addEventListener('abort', abort, { once: true });
  });
}
