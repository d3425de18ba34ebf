import type { Clock } from '@scrapekit/core';

/** How a counter stands after one more request. */
export interface Usage {
  readonly limit: number;
  readonly remaining: number;
  /** Unix seconds at which the full allowance is back. */
  readonly reset: number;
  /** Seconds to wait; set when this request is over the limit and was not counted. */
  readonly retryAfter?: number;
}

/** Counters that start again a fixed time after their first request. */
export interface FixedWindows {
  hit(key: string, limit: number): Promise<Usage>;
}

/** A counter; a count above the limit stands for any number of refusals. */
export interface Window {
  readonly count: number;
  /** Milliseconds since the epoch. */
  readonly endsAt: number;
}

const WINDOW_MS = 60_000;
const SWEEP_ABOVE = 10_000;

/** When a window begun now ends: on a whole second, so that Reset is exact and still at most 60 s away. */
export const windowEnd = (now: number): number => Math.floor((now + WINDOW_MS) / 1000) * 1000;

/** What a counter that has just been raised means for the request that raised it. */
export function usageOf({ count, endsAt }: Window, limit: number, now: number): Usage {
  const reset = endsAt / 1000;
  if (count <= limit) return { limit, remaining: limit - count, reset };
  return { limit, remaining: 0, reset, retryAfter: Math.max(1, Math.ceil((endsAt - now) / 1000)) };
}

/** Counters of one process. */
export function createFixedWindows(clock: Pick<Clock, 'now'>): FixedWindows {
  const windows = new Map<string, Window>();
  const sweep = (now: number) => {
    for (const [key, { endsAt }] of windows) if (endsAt <= now) windows.delete(key);
  };
  return {
    hit: (key, limit) => {
      const now = clock.now();
      const open = windows.get(key);
      const isOver = open === undefined || open.endsAt <= now;
      if (isOver && windows.size > SWEEP_ABOVE) sweep(now);
      const window = isOver
        ? { count: 1, endsAt: windowEnd(now) }
        : { ...open, count: Math.min(open.count + 1, limit + 1) };
      windows.set(key, window);
      return Promise.resolve(usageOf(window, limit, now));
    },
  };
}
