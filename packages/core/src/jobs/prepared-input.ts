/** An element of a bulk input that was left out before sending. */
export interface DroppedInput {
  readonly value: unknown;
  readonly reason: 'duplicate' | 'invalid';
}

export interface PreparedInput {
  readonly input: Readonly<Record<string, unknown>>;
  readonly dropped: readonly DroppedInput[];
}

/** Keeps the first of each distinct usable element, in order, and reports the others. */
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
