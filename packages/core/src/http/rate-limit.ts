import { sleep, type Clock } from '../clock.ts';
import { requireFunctions } from '../errors/configuration-error.ts';
import { serverTime } from './retry-after.ts';

/** The names of the headers that report the remaining requests of a rate limit. */
export interface RateLimitHeaders {
  readonly remaining: string;
  /** The end of the window, in Unix seconds. */
  readonly reset: string;
}

interface RateWindow {
  remaining: number;
  /** The end of the window as the provider states it, in Unix seconds on the server's clock. */
  readonly reset: number;
  /** The end of the window in milliseconds on the clock of this machine, which may differ. */
  readonly resetsAt: number;
}

/** Longer than every documented window, so that a wrong clock does not stop a workflow for hours. */
const MAX_WAIT_MS = 90_000;

/**
 * Delays requests so that the provider's rate limits are not exceeded. Use one for each API key. Every endpoint class
 * has a separate window.
 */
export class RateLimiter {
  readonly #windows = new Map<string, RateWindow>();
  readonly #clock: Clock;
  readonly #headers: RateLimitHeaders;

  constructor(headers: RateLimitHeaders, clock: Clock) {
    requireFunctions('clock', clock, ['now', 'sleep']);
    this.#headers = headers;
    this.#clock = clock;
  }

  /**
   * Waits until a request of the class is allowed, counts it, and resolves with whether it has waited. When the wait would
   * pass the deadline, it resolves at once, and the provider refuses the request.
   */
  async take(endpointClass: string, deadline: number, signal?: AbortSignal): Promise<boolean> {
    for (let hasPaused = false; ; hasPaused = true) {
      const window = this.#windows.get(endpointClass);
      const waitMs = window === undefined ? 0 : window.resetsAt - this.#clock.now();
      if (window === undefined || waitMs <= 0) {
        this.#windows.delete(endpointClass);
        return hasPaused;
      }
      if (window.remaining > 0) {
        window.remaining--;
        return hasPaused;
      }
      if (this.#clock.now() + waitMs > deadline) return hasPaused;
      await sleep(this.#clock, Math.min(waitMs, MAX_WAIT_MS), signal);
      // A longer window means that the clocks differ. The next answer then reports the window again.
      if (waitMs > MAX_WAIT_MS) this.#windows.delete(endpointClass);
    }
  }

  /** Reads the headers of an answer. Missing or malformed headers change nothing (C193, A11). */
  observe(endpointClass: string, headers: Readonly<Record<string, string>>): void {
    const remaining = parseInteger(headers[this.#headers.remaining]);
    const reset = parseInteger(headers[this.#headers.reset]);
    if (remaining === undefined || reset === undefined) return;
    const now = this.#clock.now();
    const resetsAt = reset * 1000 + now - serverTime(headers, now);
    const known = this.#windows.get(endpointClass);
    // Answers to parallel requests arrive in any order. Within one window the lowest number is the newest.
    const lowest = known?.reset === reset ? Math.min(known.remaining, remaining) : remaining;
    this.#windows.set(endpointClass, { remaining: lowest, reset, resetsAt });
  }
}

const parseInteger = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,12}$/.test(text) ? Number(text) : undefined;
