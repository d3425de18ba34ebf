import type { Clock } from '@scrapekit/core';
import { raceAbort } from '../../pacing/time-budget.ts';

export interface TurnsOptions {
  readonly clock: Clock;
  /** From the start of one piece of work to the start of the next, at least. */
  readonly gapMs: number;
}

/** One after the other, in the order in which they asked; those who give up are left out. */
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
        const waitMs = startsAt + gapMs - clock.now();
        if (waitMs > 0) await clock.sleep(waitMs, signal);
        startsAt = clock.now();
        return await work();
      });
      last = turn.catch(() => undefined);
      return raceAbort(turn, signal);
    },
  };
}
