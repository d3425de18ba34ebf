import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../clock.ts';

/** Node's timers fire at once for a longer time. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** The clock of this machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (ms, signal) => {
    try {
      let restMs = ms;
      for (; restMs > MAX_TIMER_MS; restMs -= MAX_TIMER_MS) await delay(MAX_TIMER_MS, undefined, { signal });
      await delay(restMs, undefined, { signal });
    } catch (error) {
      // Node rejects with an AbortError, but callers expect the reason of their signal.
      signal?.throwIfAborted();
      throw error;
    }
  },
};
