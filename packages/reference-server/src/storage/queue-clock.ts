import type { Clock } from 'pg-boss';

/** What a queue needs to run on a clock that a test moves; nothing without one. */
export const testable = (
  clock: Clock | undefined,
): { readonly clock?: Clock; readonly supervise?: boolean } =>
  clock === undefined ? {} : { clock, supervise: false };
