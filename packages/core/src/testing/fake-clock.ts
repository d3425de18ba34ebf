import type { Clock } from '../clock.ts';

/** A clock that stands still except when somebody sleeps on it; every sleep is written down. */
export class FakeClock implements Clock {
  readonly slept: number[] = [];
  #now: number;

  constructor(start: Date | number = 0) {
    this.#now = Number(start);
  }

  now(): number {
    return this.#now;
  }

  advance(ms: number): void {
    this.#now += ms;
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    // Later than any settled promise, so that a nudge already given wins the race as it would in real time.
    await new Promise<void>((resolve) => void setImmediate(resolve));
    signal?.throwIfAborted();
    this.slept.push(ms);
    this.#now += ms;
  }
}
