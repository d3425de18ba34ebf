import type { Clock } from '../clock.ts';

/** The headers in which a provider tells what is left of a window. */
export interface RateLimitHeaders {
  readonly remaining: string;
  /** Unix seconds at which the window ends. */
  readonly reset: string;
}

/** Longer than any documented window: a clock that is wrong by hours must not stop a workflow for hours. */
const MAX_WAIT_MS = 90_000;

/**
 * Keeps requests within the windows the provider announces, so that they are not refused in the first place.
 * One per API key; windows are kept apart by endpoint class.
 */
export class RateLimiter {
  readonly #windows = new Map<string, { remaining: number; readonly resetsAt: number }>();
  readonly #clock: Clock;
  readonly #headers: RateLimitHeaders;

  constructor(headers: RateLimitHeaders, clock: Clock) {
    this.#headers = headers;
    this.#clock = clock;
  }

  /** Waits until the class has a request left, and takes it; does not wait past the deadline, but lets the provider refuse. */
  async take(endpointClass: string, deadline: number, signal?: AbortSignal): Promise<void> {
    for (;;) {
      const window = this.#windows.get(endpointClass);
      const waitMs = window === undefined ? 0 : window.resetsAt - this.#clock.now();
      if (window === undefined || waitMs <= 0) {
        this.#windows.delete(endpointClass);
        return;
      }
      if (window.remaining > 0) {
        window.remaining--;
        return;
      }
      if (this.#clock.now() + waitMs > deadline) return;
      await this.#clock.sleep(Math.min(waitMs, MAX_WAIT_MS), signal);
      // Where the two clocks disagree, one refused request corrects us; endless waiting would not.
      if (waitMs > MAX_WAIT_MS) this.#windows.delete(endpointClass);
    }
  }

  /** Takes note of an answer; headers that are missing or no numbers change nothing (C193, A11). */
  observe(endpointClass: string, headers: Readonly<Record<string, string>>): void {
    const remaining = integer(headers[this.#headers.remaining]);
    const reset = integer(headers[this.#headers.reset]);
    if (remaining === undefined || reset === undefined) return;
    const resetsAt = reset * 1000;
    const known = this.#windows.get(endpointClass);
    // Answers of parallel requests overtake each other: within one window the lowest figure is the newest.
    const lowest = known?.resetsAt === resetsAt ? Math.min(known.remaining, remaining) : remaining;
    this.#windows.set(endpointClass, { remaining: lowest, resetsAt });
  }
}

const integer = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,12}$/.test(text) ? Number(text) : undefined;
