import type { CreatedJob } from '../job.ts';

/**
 * Joins creates with equal parameters while the first one is in progress, so that a double click or a repeated queue
 * message creates one job (C190). Clients of one account can share an instance.
 */
export class InFlight {
  readonly #creates = new Map<string, Promise<CreatedJob>>();

  /** Returns the result of the create in progress under this key, or starts one. */
  join(key: string, create: () => Promise<CreatedJob>): Promise<CreatedJob> {
    const running = this.#creates.get(key);
    if (running !== undefined) return running;
    const started = create().finally(() => this.#creates.delete(key));
    this.#creates.set(key, started);
    return started;
  }
}

/** Returns a key that is equal for equal parameters, whatever the order of their fields is. */
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
