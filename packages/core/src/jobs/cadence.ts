/** Poll every `every` seconds until the wait is `until` seconds old; the last step has no `until`. */
export type Cadence = readonly { readonly every: number; readonly until?: number }[];

const JITTER = 0.1;

/** Milliseconds to the next poll, ±10 % so that many waiters do not beat in time (C184). */
export function pollDelayMs(cadence: Cadence, elapsedMs: number, random: () => number): number {
  const step = cadence.find(({ until }) => until === undefined || elapsedMs < until * 1000) ?? cadence.at(-1);
  if (step === undefined) throw new RangeError('A cadence needs at least one step.');
  return step.every * 1000 * (1 - JITTER + 2 * JITTER * random());
}
