import type { DroppedInput } from '../job.ts';

/** A bulk input after its unusable elements were removed. */
export interface PreparedInput {
  readonly input: Readonly<Record<string, unknown>>;
  readonly dropped: readonly DroppedInput[];
}

/**
 * Splits a list into the elements to send and the others, both in the given order. `keyOf` returns the key by which
 * two elements are equal, or undefined for an invalid element. The first of several equal elements is kept.
 */
export function prepareList(
  values: readonly unknown[],
  keyOf: (value: unknown) => string | undefined,
): { readonly kept: readonly unknown[]; readonly dropped: readonly DroppedInput[] } {
  const seen = new Set<string>();
  const kept: unknown[] = [];
  const dropped: DroppedInput[] = [];
  for (const value of values) {
    const key = keyOf(value);
    if (key === undefined) dropped.push({ value, reason: 'invalid' });
    else if (seen.has(key)) dropped.push({ value, reason: 'duplicate' });
    else {
      seen.add(key);
      kept.push(value);
    }
  }
  return { kept, dropped };
}
