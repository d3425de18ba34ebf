/** Runs a call as soon as fewer than the allowed number are running; in the order in which they came. */
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

/** Makes a limit of its own for each owner, such as a job; an owner's limit is forgotten together with the owner. */
export function createLimits(atOnce: number): (owner: object) => Limit {
  const limits = new WeakMap<object, Limit>();
  return (owner) => {
    const limit = limits.get(owner) ?? createLimit(atOnce);
    limits.set(owner, limit);
    return limit;
  };
}
