/** Answers that stay true until the next write. */
export interface ReadCache {
  /** What `load` answered since the last write under this key, or answers now. */
  read<T>(key: string, load: () => Promise<T>): Promise<T>;
  /** Call it for every statement that is executed. */
  see(statement: string): void;
}

const MOST_ANSWERS = 10_000;

/** For a database that nobody else writes to: every statement that may write empties it. */
export function createReadCache(): ReadCache {
  const answers = new Map<string, unknown>();
  let writes = 0;
  return {
    read: async <T>(key: string, load: () => Promise<T>) => {
      if (answers.has(key)) return answers.get(key) as T;
      const before = writes;
      const answer = await load();
      // Written to while it was read: it may be from before.
      if (before === writes) {
        if (answers.size >= MOST_ANSWERS) answers.clear();
        answers.set(key, answer);
      }
      return answer;
    },
    see: (statement) => {
      if (/^\s*select\b/i.test(statement)) return;
      writes += 1;
      answers.clear();
    },
  };
}
