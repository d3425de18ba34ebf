import { stalledMs, watchStalls } from './stalls.ts';

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

/**
 * Creates a budget of `totalMs`. `timedOut` makes the abort reason when a share or the whole budget is used up. Time in which
 * this process stood still does not count, and answers that have arrived meanwhile are read before the end.
 */
export function createTimeBudget(totalMs: number, timedOut: () => Error): TimeBudget {
  let leftMs = totalMs;
  return {
    get leftMs() {
      return leftMs;
    },
    async run(shareMs, signal, work) {
      signal?.throwIfAborted();
      const deadline = new AbortController();
      const unwatch = watchStalls();
      const startedAt = performance.now() - stalledMs();
      const spentMs = (): number => performance.now() - stalledMs() - startedAt;
      const limitMs = Math.min(shareMs, leftMs);
      const abort = (): void => deadline.abort(signal?.reason);
      let timer = setTimeout(check, limitMs);
      let last: NodeJS.Immediate | undefined;
      function check(): void {
        const restMs = limitMs - spentMs();
        if (restMs >= 1) timer = setTimeout(check, restMs);
        else last = setImmediate(() => deadline.abort(timedOut()));
      }
      signal?.addEventListener('abort', abort, { once: true });
      try {
        return await work(deadline.signal);
      } finally {
        clearTimeout(timer);
        clearImmediate(last);
        signal?.removeEventListener('abort', abort);
        leftMs = Math.max(0, leftMs - spentMs());
        unwatch();
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
