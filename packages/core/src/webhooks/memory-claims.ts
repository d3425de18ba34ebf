import type { Clock } from '../clock.ts';
import type { Claims } from './claims.ts';

const MAX_KEYS = 100_000;

/** Claims of one process; past `maxKeys` the oldest are forgotten, so that memory stays bounded. */
export class MemoryClaims implements Claims {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #maxKeys: number;
  // In the order of their end, as nearly as makes no difference.
  readonly #ends = new Map<string, number>();

  constructor(clock: Pick<Clock, 'now'>, { maxKeys = MAX_KEYS }: { readonly maxKeys?: number } = {}) {
    this.#clock = clock;
    this.#maxKeys = maxKeys;
  }

  get size(): number {
    return this.#ends.size;
  }

  claim(keys: readonly string[], untilMs: number): Promise<boolean> {
    this.#forget();
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

  #forget(): void {
    const now = this.#clock.now();
    for (const [key, end] of this.#ends) {
      if (end > now) break;
      this.#ends.delete(key);
    }
  }
}
