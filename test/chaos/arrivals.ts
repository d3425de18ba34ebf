import { setTimeout as delay } from 'node:timers/promises';

/** What has arrived under a name. The first arrival counts, as Zapier resumes a run only once. */
export interface Arrivals<T> {
  add(name: string, arrival: T): void;
  /** Resolves with the first arrival under this name. */
  first(name: string): Promise<T>;
  /** Resolves with the first arrival under this name, and with undefined when none has come in time. */
  within(name: string, ms: number): Promise<T | undefined>;
}

export function openArrivals<T>(): Arrivals<T> {
  const arrivals = new Map<string, PromiseWithResolvers<T>>();
  const named = (name: string): PromiseWithResolvers<T> => {
    const known = arrivals.get(name) ?? Promise.withResolvers<T>();
    arrivals.set(name, known);
    return known;
  };
  return {
    add: (name, arrival) => named(name).resolve(arrival),
    first: async (name) => await named(name).promise,
    within: async (name, ms) => {
      const over = new AbortController();
      const late = delay(ms, undefined, { signal: over.signal }).catch(() => undefined);
      try {
        return await Promise.race([named(name).promise, late]);
      } finally {
        over.abort();
      }
    },
  };
}
