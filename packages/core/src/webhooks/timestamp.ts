const PATTERN = /^(0|[1-9][0-9]{0,11})$/;
const TOLERANCE_SECONDS = 300;

/** Whether a header's text is plain Unix seconds in ASCII digits; nothing else may ever reach Number(). */
export const isTimestamp = (text: string): boolean => PATTERN.test(text);

/** Whether a timestamp lies more than five minutes before or after `now`; a broken clock makes all of them stale. */
export function isStale(timestamp: string, now: Date): boolean {
  const age = Math.abs(unixSeconds(now) - Number(timestamp));
  return !(age <= TOLERANCE_SECONDS);
}

export const unixSeconds = (now: Date): number => Math.floor(Number(now) / 1000);
