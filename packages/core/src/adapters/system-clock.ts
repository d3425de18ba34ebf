import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../clock.ts';

/** The machine's own time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (ms, signal) => {
    try {
      await delay(ms, undefined, signal === undefined ? {} : { signal });
    } catch (error) {
      // Node rejects with an AbortError of its own; callers expect the reason they gave.
      signal?.throwIfAborted();
      throw error;
    }
  },
};
