/** Runs a call as soon as fewer than the allowed number of calls are running. */
export type Limit = <T>(call: () => Promise<T>) => Promise<T>;

/** Creates a limit in which waiting calls keep their order. */
export function createLimit(concurrency: number): Limit {
  return createFairLimit(concurrency)('');
}

/**
 * Creates a limit that several owners share, such as accounts. Waiting calls of one owner keep their order, and the
 * owners take turns, so that many calls of one owner do not delay the calls of another.
 */
export function createFairLimit(concurrency: number): (owner: string) => Limit {
  let free = concurrency;
  const waiting = new Map<string, (() => void)[]>();
  const wait = async (owner: string) =>
    await new Promise<void>((resolve) => {
      const line = waiting.get(owner);
      if (line === undefined) waiting.set(owner, [resolve]);
      else line.push(resolve);
    });
  const admitNext = () => {
    for (const [owner, line] of waiting) {
      const next = line.shift();
      // The owner goes to the end, behind all others that wait.
      waiting.delete(owner);
      if (line.length > 0) waiting.set(owner, line);
      if (next !== undefined) {
        next();
        return;
      }
    }
    free += 1;
  };
  return (owner) => async (call) => {
    if (free > 0) free -= 1;
    else await wait(owner);
    try {
      return await call();
    } finally {
      admitNext();
    }
  };
}

/** Creates a separate limit for each owner, such as a job. A limit is kept while calls run in it. */
export function createLimits(atOnce: number): (owner: string) => Limit {
  const limits = new Map<string, { readonly limit: Limit; calls: number }>();
  return (owner) => async (call) => {
    const kept = limits.get(owner) ?? { limit: createLimit(atOnce), calls: 0 };
    limits.set(owner, kept);
    kept.calls += 1;
    try {
      return await kept.limit(call);
    } finally {
      kept.calls -= 1;
      if (kept.calls === 0) limits.delete(owner);
    }
  };
}
