import type { Clock } from '@scrapekit/core';

export interface TimedCache<Value> {
  /** Returns the stored value for this key, or calls `make`. A value for which `isKept` returns false is not stored. */
  get(key: string, make: () => Promise<Value>): Promise<Value>;
}

export interface TimedCacheOptions<Value> {
  readonly clock: Clock;
  readonly ttlMs: number;
  /** The most entries. When there are more, the oldest is removed. */
  readonly limit: number;
  readonly isKept: (value: Value) => boolean;
}

interface Entry<Value> {
  readonly value: Promise<Value>;
  expiresAt: number;
}

/** Creates a cache that stores values for `ttlMs`. Simultaneous callers of one key share one call of `make`. */
export function createTimedCache<Value>(options: TimedCacheOptions<Value>): TimedCache<Value> {
  const { clock, ttlMs, limit, isKept } = options;
  const entries = new Map<string, Entry<Value>>();

  function start(key: string, make: () => Promise<Value>): Promise<Value> {
    const entry: Entry<Value> = { value: make(), expiresAt: Infinity };
    const forget = (): void => {
      if (entries.get(key) === entry) entries.delete(key);
    };
    entries.set(key, entry);
    entry.value.then((value) => {
      entry.expiresAt = clock.now() + ttlMs;
      if (!isKept(value)) forget();
    }, forget);
    const [oldest] = entries.keys();
    if (entries.size > limit && oldest !== undefined) entries.delete(oldest);
    return entry.value;
  }

  return {
    get(key, make) {
      const known = entries.get(key);
      if (known !== undefined && known.expiresAt > clock.now()) return known.value;
      entries.delete(key);
      return start(key, make);
    },
  };
}

/**
 * Returns a function that calls `make` once, at its first call. The server starts without loading data it may not need.
 */
export function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
