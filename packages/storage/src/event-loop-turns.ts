/** The longest time without a turn of the event loop, in milliseconds. */
const LONGEST_MS = 20;

/**
 * Returns a function that waits for a turn of the event loop when there was none for 20 ms. Call it after each
 * statement of the embedded database, which answers in microtasks: no request would be served until a loop over it ends.
 */
export function createTurns(now: () => number = () => performance.now()): () => Promise<void> {
  let beganAt: number | undefined;
  return async () => {
    if (beganAt === undefined) {
      beganAt = now();
      setImmediate(() => (beganAt = undefined));
    } else if (now() - beganAt >= LONGEST_MS) {
      await new Promise(setImmediate);
    }
  };
}
