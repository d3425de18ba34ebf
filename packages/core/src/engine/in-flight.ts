import type { CreatedJob } from '../job.ts';

interface RunningCreate {
  readonly result: Promise<CreatedJob>;
  readonly controller: AbortController;
  callers: number;
}

export interface JoinOptions {
  readonly signal: AbortSignal | undefined;
  /** Returns the error for a caller that aborts while the create continues for others. */
  readonly leave: (reason: unknown) => Error;
}

/**
 * Joins creates with equal parameters while the first one is in progress, so that a double click or a repeated queue
 * message creates one job (C190). Clients of one account can share an instance.
 */
export class InFlight {
  readonly #creates = new Map<string, RunningCreate>();

  /**
   * Returns the result of the create in progress under this key, or starts one. The signal of a caller ends the create
   * only when no other caller waits for it.
   */
  async join(
    key: string,
    create: (signal: AbortSignal) => Promise<CreatedJob>,
    { signal, leave }: JoinOptions,
  ): Promise<CreatedJob> {
    signal?.throwIfAborted();
    const running = this.#creates.get(key) ?? this.#start(key, create);
    running.callers++;
    if (signal === undefined) return running.result;
    return await new Promise((resolve, reject) => {
      const onAbort = () => {
        running.callers--;
        if (running.callers > 0) reject(leave(signal.reason));
        else this.#abort(key, running, signal.reason);
      };
      signal.addEventListener('abort', onAbort, { once: true });
      running.result.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
    });
  }

  #start(key: string, create: (signal: AbortSignal) => Promise<CreatedJob>): RunningCreate {
    const controller = new AbortController();
    const result = create(controller.signal).finally(() => this.#forget(key, controller));
    const running: RunningCreate = { result, controller, callers: 0 };
    this.#creates.set(key, running);
    return running;
  }

  /** Ends a create. It is forgotten first, so that no later caller joins it. */
  #abort(key: string, { controller }: RunningCreate, reason: unknown): void {
    this.#forget(key, controller);
    controller.abort(reason);
  }

  #forget(key: string, controller: AbortController): void {
    if (this.#creates.get(key)?.controller === controller) this.#creates.delete(key);
  }
}

/** Returns a key that is equal for equal parameters. The order of their fields does not matter. */
export function createKey(provider: string, operation: string, input: unknown): string {
  return JSON.stringify([provider, operation, sortFields(input)]);
}

function sortFields(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortFields);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, each]) => [key, sortFields(each)]);
}
