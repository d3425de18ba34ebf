const MINUTE_MS = 60_000;
const SPREAD = 0.25;

/** Seconds until Zapier may run a step again: a minute or what was asked for, spread so that Zaps do not return at once. */
export function throttleSeconds(waitMs: number = MINUTE_MS, random: () => number = Math.random): number {
  return Math.ceil((Math.max(1000, waitMs) / 1000) * (1 + SPREAD * random()));
}
