/** Runs a call as soon as fewer than the allowed number of calls are running. Waiting calls keep their order. */
export type Limit = <T>(call: () => Promise<T>) => Promise<T>;

export function createLimit(concurrency: number): Limit {
  let free = concurrency;
  const waiting: (() => void)[] = [];
  return async (call) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await call();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}

/** Returns a function that gives each owner, such as a job, a separate limit. The owners are held weakly. */
export function createLimits(atOnce: number): (owner: object) => Limit {
  const limits = new WeakMap<object, Limit>();
  return (owner) => {
    const limit = limits.get(owner) ?? createLimit(atOnce);
    limits.set(owner, limit);
    return limit;
  };
}
