/** Time that several pieces of work may spend together; waiting for a turn is not counted. */
export interface TimeBudget {
  readonly leftMs: number;
  /** Hands `work` a signal that aborts after `shareMs` at most, or together with `signal`; `work` must heed it. */
  run<T>(
    shareMs: number,
    signal: AbortSignal | undefined,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T>;
}

/** `timedOut` makes the error that `work` is aborted with when its share or the whole budget is spent. */
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

/** The result of `work`, unless the signal aborts first. */
export function raceAbort<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
    void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
