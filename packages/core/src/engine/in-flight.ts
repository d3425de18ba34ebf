import type { CreatedJob } from '../jobs/job.ts';

/**
 * Joins creates of equal parameters while the first is under way, so that a double click or a queue's retry
 * makes one job, not two (C190). Share one between clients of the same account to guard them together.
 */
export class InFlight {
  readonly #creates = new Map<string, Promise<CreatedJob>>();

  join(key: string, create: () => Promise<CreatedJob>): Promise<CreatedJob> {
    const running = this.#creates.get(key);
    if (running !== undefined) return running;
    const started = create().finally(() => this.#creates.delete(key));
    this.#creates.set(key, started);
    return started;
  }
}

/** Equal for inputs that mean the same request, whatever the order of their fields. */
export function createKey(provider: string, operation: string, input: unknown): string {
  return JSON.stringify([provider, operation, sorted(input)]);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, each]) => [key, sorted(each)]);
}
