import type { Clock } from '@scrapekit/core';
import { raceAbort } from '../../pacing/time-budget.ts';

export interface TurnsOptions {
  readonly clock: Clock;
  /** Least time between the starts of two turns. */
  readonly gapMs: () => number;
}

/** Runs work one at a time in the order of the calls. Work with an aborted signal is skipped. */
export interface Turns {
  take<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T>;
}

export function createTurns({ clock, gapMs }: TurnsOptions): Turns {
  let last: Promise<unknown> = Promise.resolve();
  let startsAt = -Infinity;
  return {
    take(work, signal) {
      const turn = last.then(async () => {
        signal?.throwIfAborted();
        const waitMs = startsAt + gapMs() - clock.now();
        if (waitMs > 0) await clock.sleep(waitMs, signal);
        startsAt = clock.now();
        return await work();
      });
      last = turn.catch(() => undefined);
      return raceAbort(turn, signal);
    },
  };
}
