import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../clock.ts';

/** The clock of this machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (ms, signal) => {
    try {
      await delay(ms, undefined, { signal });
    } catch (error) {
      // Node rejects with an AbortError, but callers expect the reason of their signal.
      signal?.throwIfAborted();
      throw error;
    }
  },
};
