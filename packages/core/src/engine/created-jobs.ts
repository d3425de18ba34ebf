import type { Clock } from '../clock.ts';
import type { JobReference } from '../job.ts';

const REMEMBERED_MS = 60_000;

/**
 * Remembers for a minute which jobs a client has created. Such a job exists, even while a server that does not know it
 * yet answers with 404.
 */
export class CreatedJobs {
  readonly #clock: Pick<Clock, 'now'>;
  /** The times of the creates in milliseconds, the oldest first. */
  readonly #times = new Map<string, number>();

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
  }

  add(job: JobReference): void {
    const key = keyOf(job);
    for (const [oldest, time] of this.#times) {
      if (this.#isRecent(time)) break;
      this.#times.delete(oldest);
    }
    this.#times.delete(key);
    this.#times.set(key, this.#clock.now());
  }

  has(job: JobReference): boolean {
    const time = this.#times.get(keyOf(job));
    return time !== undefined && this.#isRecent(time);
  }

  #isRecent(time: number): boolean {
    return this.#clock.now() - time < REMEMBERED_MS;
  }
}

const keyOf = ({ id, operation }: JobReference): string => `${operation} ${id}`;
