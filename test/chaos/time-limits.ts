import { AsyncLocalStorage } from 'node:async_hooks';

/** The time limit that a client has set last. */
export interface LatestLimit {
  end?: () => void;
}

/**
 * Makes the time limits of Node's own timer end early for a request that will get no answer. Zapier's HTTP client does not
 * notice that an answer breaks off, so a step would otherwise wait for fifteen seconds each time.
 */
export interface TimeLimits {
  /** Runs `work`, whose time limits are noted in `latest`. */
  watch<T>(latest: LatestLimit, work: () => Promise<T>): Promise<T>;
  restore(): void;
}

export function watchTimeLimits(): TimeLimits {
  const watched = new AsyncLocalStorage<LatestLimit>();
  const original = AbortSignal.timeout.bind(AbortSignal);
  AbortSignal.timeout = (ms) => {
    const latest = watched.getStore();
    if (latest === undefined) return original(ms);
    const early = new AbortController();
    latest.end = () => early.abort();
    return AbortSignal.any([original(ms), early.signal]);
  };
  return {
    watch: async (latest, work) => await watched.run(latest, work),
    restore: () => {
      AbortSignal.timeout = original;
    },
  };
}
