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

const WINDOW_MS = 60_000;
const SWEEP_ABOVE = 10_000;

/** Counters of one process. */
export function createFixedWindows(clock: Pick<Clock, 'now'>): FixedWindows {
  const windows = new Map<string, { endsAt: number; count: number }>();
  const sweep = (now: number) => {
    for (const [key, { endsAt }] of windows) if (endsAt <= now) windows.delete(key);
  };
  return {
    hit: (key, limit) => {
      const now = clock.now();
      let window = windows.get(key);
      if (window === undefined || window.endsAt <= now) {
        if (windows.size > SWEEP_ABOVE) sweep(now);
        // Ends on a whole second, so that Reset is exact and still at most 60 s away.
        window = { endsAt: Math.floor((now + WINDOW_MS) / 1000) * 1000, count: 0 };
        windows.set(key, window);
      }
      const reset = window.endsAt / 1000;
      if (window.count >= limit) {
        return Promise.resolve({
          limit,
          remaining: 0,
          reset,
          retryAfter: Math.max(1, Math.ceil((window.endsAt - now) / 1000)),
        });
      }
      window.count += 1;
      return Promise.resolve({ limit, remaining: limit - window.count, reset });
    },
  };
}
