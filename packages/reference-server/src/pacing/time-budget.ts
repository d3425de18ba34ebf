/** A limit on the total time of several tasks. Time between the tasks does not count. */
export interface TimeBudget {
  readonly leftMs: number;
  /** Runs `work` with a signal that aborts after `shareMs`, at the end of the budget or together with `signal`. */
  run<T>(
    shareMs: number,
    signal: AbortSignal | undefined,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T>;
}

/** Creates a budget of `totalMs`. `timedOut` makes the abort reason when a share or the whole budget is used up. */
export function createTimeBudget(totalMs: number, timedOut: () => Error): TimeBudget {
  let leftMs = totalMs;
  return {
    get leftMs() {
      return leftMs;
    },
    async run(shareMs, signal, work) {
      signal?.throwIfAborted();
      const deadline = new AbortController();
      const startedAt = performance.now();
      const abort = (): void => deadline.abort(signal?.reason);
      const timer = setTimeout(() => deadline.abort(timedOut()), Math.min(shareMs, leftMs));
      signal?.addEventListener('abort', abort, { once: true });
      try {
        return await work(deadline.signal);
      } finally {
        clearTimeout(timer);
        signal?.removeEventListener('abort', abort);
        leftMs = Math.max(0, leftMs - (performance.now() - startedAt));
      }
    },
  };
}

/** Resolves to the result of `work`. Rejects with the signal's reason when the signal aborts first. */
export function raceAbort<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
    void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
