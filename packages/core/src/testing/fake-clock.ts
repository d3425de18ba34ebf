import type { Clock } from '../clock.ts';

/** A clock for tests. Only `sleep` and `advance` move it, and `slept` lists the length of every sleep. */
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
    // Waits for all settled promises, so that a nudge that was already given ends the pause as in real time.
    await new Promise<void>((resolve) => void setImmediate(resolve));
    signal?.throwIfAborted();
    this.slept.push(ms);
    this.#now += ms;
  }
}
