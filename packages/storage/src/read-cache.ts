/** A cache of results of the database. Every write empties it. */
export interface ReadCache {
  /** Returns the result of `load` for this key, or its earlier result if nothing was written since. */
  read<T>(key: string, load: () => Promise<T>): Promise<T>;
  /** Empties the cache unless the statement only reads. Call it for every statement. */
  noteStatement(statement: string): void;
}

const MAX_RESULTS = 10_000;

/** Creates a cache for a database that no other process writes to. */
export function createReadCache(): ReadCache {
  const results = new Map<string, unknown>();
  let writes = 0;
  return {
    read: async <T>(key: string, load: () => Promise<T>) => {
      if (results.has(key)) return results.get(key) as T;
      const before = writes;
      const result = await load();
      // When something was written during `load`, the result may be outdated and is not stored.
      if (before === writes) {
        if (results.size >= MAX_RESULTS) results.clear();
        results.set(key, result);
      }
      return result;
    },
    noteStatement: (statement) => {
      if (/^\s*select\b/i.test(statement)) return;
      writes += 1;
      results.clear();
    },
  };
}
