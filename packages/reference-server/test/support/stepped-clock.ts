import type { Clock } from '@scrapekit/core';
import { systemClock } from '@scrapekit/core/system-clock';

/** Pauses of at least this length end only by a step of the clock. */
const LONG_MS = 60_000;

/** A clock that a test moves forward. Short pauses take real time, and a long one ends when a step passes its end. */
export interface SteppedClock extends Clock {
  /** Moves the clock forward. */
  step(ms: number): void;
}

export function createSteppedClock(): SteppedClock {
  let offsetMs = 0;
  const resting = new Set<() => void>();
  const now = () => systemClock.now() + offsetMs;
  return {
    now,
    sleep: async (ms, signal) => {
      if (ms < LONG_MS) {
        await systemClock.sleep(ms, signal);
        return;
      }
      const until = now() + ms;
      const { promise, resolve, reject } = Promise.withResolvers<undefined>();
      const look = () => now() >= until && resolve(undefined);
      const abort = () => reject(new Error('aborted'));
      resting.add(look);
      signal?.addEventListener('abort', abort, { once: true });
      if (signal?.aborted === true) abort();
      try {
        await promise;
      } finally {
        resting.delete(look);
        signal?.removeEventListener('abort', abort);
      }
    },
    step: (ms) => {
      offsetMs += ms;
      for (const look of resting) look();
    },
  };
}
