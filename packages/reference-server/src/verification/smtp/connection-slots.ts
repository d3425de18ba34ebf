import type { SmtpSession } from './session.ts';

/** One of the connections to a host that may be open at a time. `session` is open when the last caller left it open. */
export interface ConnectionSlot {
  readonly session: SmtpSession | null;
  /** Passes the slot and an open session to the next caller. With `failure`, all waiting callers fail. */
  release(outcome: { readonly session?: SmtpSession | null; readonly failure?: Error }): void;
}

export interface ConnectionSlots {
  /** Waits for a free slot. Rejects with the reason of `signal`. */
  acquire(host: string, signal?: AbortSignal): Promise<ConnectionSlot>;
}

interface Waiter {
  admit(slot: ConnectionSlot): void;
  refuse(error: Error): void;
}

interface HostState {
  open: number;
  readonly waiting: Set<Waiter>;
}

/**
 * Allows at most `limit()` connections to each host at a time. A waiting caller gets the session of the previous one,
 * unless the limit has become lower.
 */
export function createConnectionSlots(limit: () => number): ConnectionSlots {
  const hosts = new Map<string, HostState>();

  function slotOf(host: string, state: HostState, session: SmtpSession | null): ConnectionSlot {
    return {
      session,
      release({ session: left = null, failure }) {
        if (failure !== undefined) for (const waiter of state.waiting) waiter.refuse(failure);
        const [next] = state.waiting;
        if (next !== undefined && state.open <= limit()) {
          next.admit(slotOf(host, state, left));
          return;
        }
        left?.quit();
        state.open--;
        if (state.open === 0) hosts.delete(host);
      },
    };
  }

  return {
    async acquire(host, signal) {
      signal?.throwIfAborted();
      const state = hosts.get(host) ?? { open: 0, waiting: new Set() };
      hosts.set(host, state);
      if (state.open < limit()) {
        state.open++;
        return slotOf(host, state, null);
      }
      return await waitForSlot(state.waiting, signal);
    },
  };
}

function waitForSlot(waiting: Set<Waiter>, signal?: AbortSignal): Promise<ConnectionSlot> {
  return new Promise((resolve, reject) => {
    const done = (finish: () => void): void => {
      waiting.delete(waiter);
      signal?.removeEventListener('abort', abort);
      finish();
    };
    const waiter: Waiter = {
      admit: (slot) => done(() => resolve(slot)),
      refuse: (error) => done(() => reject(error)),
    };
    const abort = (): void => done(() => reject(signal?.reason as Error));
    waiting.add(waiter);
    signal?.addEventListener('abort', abort, { once: true });
  });
}
