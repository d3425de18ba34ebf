import type { Clock } from '@scrapekit/core';
import { HttpError } from '../errors.ts';

/** The state of a counter after one more request. */
export interface Usage {
  readonly limit: number;
  readonly remaining: number;
  /** Unix seconds at which the window ends and the full limit is available again. */
  readonly reset: number;
  /** Seconds until the next request is allowed. It is set when this request is over the limit. */
  readonly retryAfter?: number;
}

/**
 * Counters of requests. A window begins with the first request and ends after a fixed time, which resets the counter.
 */
export interface FixedWindows {
  hit(key: string, limit: number): Promise<Usage>;
}

/** A counter of one window. A count of `limit + 1` stands for any number of refused requests. */
export interface Window {
  readonly count: number;
  /** Milliseconds since the epoch. */
  readonly endsAt: number;
}

const WINDOW_MS = 60_000;
const SWEEP_ABOVE = 10_000;

/**
 * Returns the end of a window that begins now. It is a whole second, so that `reset` is exact and at most 60 s away.
 */
export const windowEnd = (now: number): number => Math.floor((now + WINDOW_MS) / 1000) * 1000;

/** The latest end of an open window. A later one began before the clock was set back, and would last for too long. */
export const latestEnd = (now: number): number => now + WINDOW_MS;

/** Returns the usage for the request that has just raised this counter. */
export function usageOf({ count, endsAt }: Window, limit: number, now: number): Usage {
  const reset = endsAt / 1000;
  if (count <= limit) return { limit, remaining: limit - count, reset };
  return { limit, remaining: 0, reset, retryAfter: Math.max(1, Math.ceil((endsAt - now) / 1000)) };
}

/** Creates counters in the memory of this process. */
export function createFixedWindows(clock: Pick<Clock, 'now'>): FixedWindows {
  const windows = new Map<string, Window>();
  const sweep = (now: number) => {
    for (const [key, { endsAt }] of windows) if (endsAt <= now) windows.delete(key);
  };
  return {
    hit: (key, limit) => {
      const now = clock.now();
      const open = windows.get(key);
      const hasEnded = open === undefined || open.endsAt <= now || open.endsAt > latestEnd(now);
      if (hasEnded && windows.size > SWEEP_ABOVE) sweep(now);
      const window = hasEnded
        ? { count: 1, endsAt: windowEnd(now) }
        : { ...open, count: Math.min(open.count + 1, limit + 1) };
      windows.set(key, window);
      return Promise.resolve(usageOf(window, limit, now));
    },
  };
}

/** Returns the rate-limit headers of an answer (C030). */
export const rateLimitHeaders = ({ limit, remaining, reset }: Usage): Record<string, string> => ({
  'x-ratelimit-limit': String(limit),
  'x-ratelimit-remaining': String(remaining),
  'x-ratelimit-reset': String(reset),
});

/** Answers a request that is over the limit (C036, C037). */
export const rateLimited = ({ limit, retryAfter = 1 }: Usage): HttpError =>
  new HttpError(429, 'rate_limited', {
    message: `Rate limit exceeded. Max ${limit} requests per 60s on this endpoint.`,
    headers: { 'retry-after': String(retryAfter) },
  });
