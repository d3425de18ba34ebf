import type { Clock } from '../clock.ts';
import { requireFunctions, requireWholeNumber } from '../errors/configuration-error.ts';

/**
 * Records which deliveries are being handled or were handled. MemoryClaims serves one process. For several processes
 * implement this over a shared database, with `claim` as one insert-if-absent. Times are milliseconds on the clock of
 * the inbox.
 */
export interface Claims {
  /** Claims all keys until `untilMs`, or none when one of them is claimed. Returns whether it did. Must be atomic. */
  claim(keys: readonly string[], untilMs: number): Promise<boolean>;
  /** Changes the end of claimed keys. */
  hold(keys: readonly string[], untilMs: number): Promise<void>;
  release(keys: readonly string[]): Promise<void>;
}

const MAX_KEYS = 100_000;

/** Keeps the claims of one process in memory. Beyond `maxKeys` the oldest are forgotten. */
export class MemoryClaims implements Claims {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #maxKeys: number;
  /** The end of each claim, by key, approximately in the order of the ends. */
  readonly #ends = new Map<string, number>();

  constructor(clock: Pick<Clock, 'now'>, { maxKeys = MAX_KEYS }: { readonly maxKeys?: number } = {}) {
    requireFunctions('clock', clock, ['now']);
    requireWholeNumber('maxKeys', maxKeys, 1);
    this.#clock = clock;
    this.#maxKeys = maxKeys;
  }

  get size(): number {
    return this.#ends.size;
  }

  claim(keys: readonly string[], untilMs: number): Promise<boolean> {
    this.#forgetEnded();
    const now = this.#clock.now();
    if (keys.some((key) => (this.#ends.get(key) ?? now) > now)) return Promise.resolve(false);
    this.#take(keys, untilMs);
    return Promise.resolve(true);
  }

  hold(keys: readonly string[], untilMs: number): Promise<void> {
    this.#take(keys, untilMs);
    return Promise.resolve();
  }

  release(keys: readonly string[]): Promise<void> {
    for (const key of keys) this.#ends.delete(key);
    return Promise.resolve();
  }

  #take(keys: readonly string[], untilMs: number): void {
    for (const key of keys) {
      this.#ends.delete(key);
      this.#ends.set(key, untilMs);
    }
    for (const key of this.#ends.keys()) {
      if (this.#ends.size <= this.#maxKeys) break;
      this.#ends.delete(key);
    }
  }

  #forgetEnded(): void {
    const now = this.#clock.now();
    for (const [key, end] of this.#ends) {
      if (end > now) break;
      this.#ends.delete(key);
    }
  }
}
