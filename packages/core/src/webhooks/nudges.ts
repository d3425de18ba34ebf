const MAX_EARLY = 10_000;

/** Wakes the clients that wait for a job. An arrival without a waiting client is remembered for the next one. */
export class Nudges {
  readonly #waiting = new Map<string, Set<() => void>>();
  /** The jobs of remembered arrivals. Beyond `maxEarly` the oldest are forgotten. */
  readonly #early = new Set<string>();
  readonly #maxEarly: number;

  constructor({ maxEarly = MAX_EARLY }: { readonly maxEarly?: number } = {}) {
    this.#maxEarly = maxEarly;
  }

  wake(jobId: string): void {
    const waiting = this.#waiting.get(jobId);
    if (waiting !== undefined) {
      for (const onArrival of waiting) onArrival();
      return;
    }
    this.#early.delete(jobId);
    this.#early.add(jobId);
    for (const oldest of this.#early) {
      if (this.#early.size <= this.#maxEarly) break;
      this.#early.delete(oldest);
    }
  }

  /** Resolves at the next arrival, or at once for a remembered one; rejects with the signal's reason. */
  async wait(jobId: string, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#early.delete(jobId)) return;
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    const onArrival = () => resolve(undefined);
    const onAbort = () => reject(signal.reason as Error);
    const waiting = this.#waiting.get(jobId) ?? new Set();
    this.#waiting.set(jobId, waiting.add(onArrival));
    signal.addEventListener('abort', onAbort);
    try {
      await promise;
    } finally {
      signal.removeEventListener('abort', onAbort);
      waiting.delete(onArrival);
      if (waiting.size === 0) this.#waiting.delete(jobId);
    }
  }
}
