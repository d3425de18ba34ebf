/**
 * Which deliveries have been taken on. The one in memory serves a single process; over a shared database,
 * implement `claim` as one insert-if-absent. Times are milliseconds on the inbox's clock.
 */
export interface Claims {
  /** Takes all of these keys until then, or, if one of them is taken already, none; says which. Atomic. */
  claim(keys: readonly string[], untilMs: number): Promise<boolean>;
  /** Holds claimed keys until then instead. */
  hold(keys: readonly string[], untilMs: number): Promise<void>;
  release(keys: readonly string[]): Promise<void>;
}
