type Headers = Readonly<Record<string, string>>;

/** The longest pause that is reported. It stands for all longer pauses. */
const MAX_REQUESTED_MS = 86_400_000;

/**
 * Returns the pause that a `Retry-After` of seconds or of a date requests, in milliseconds and at most a day, or
 * undefined. A date is compared with the server's own clock where the answer has a `Date`, because the clock of this
 * machine may be wrong.
 */
export function parseRetryAfter(headers: Headers, now: number): number | undefined {
  const value = headers['retry-after']?.trim() ?? '';
  const pauseMs = /^\d+$/.test(value)
    ? Number(value) * 1000
    : (parseDate(value) ?? NaN) - serverTime(headers, now);
  return Number.isNaN(pauseMs) ? undefined : Math.min(MAX_REQUESTED_MS, Math.max(0, pauseMs));
}

/** Returns the time at which the server sent an answer, or the local time when the answer does not say it. */
export const serverTime = (headers: Headers, now: number): number =>
  parseDate(headers.date?.trim() ?? '') ?? now;

/** Parses an HTTP date, such as `Tue, 21 Apr 2026 10:00:00 GMT`. */
function parseDate(value: string): number | undefined {
  const date = /^[A-Z][a-z]{2}, /.test(value) ? Date.parse(value) : NaN;
  return Number.isNaN(date) ? undefined : date;
}
