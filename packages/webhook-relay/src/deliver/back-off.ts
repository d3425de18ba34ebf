import { parseRetryAfter } from '@scrapekit/core';
import type { SendResult } from '@scrapekit/guarded-http';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** The pauses after the first failures in a row. Later ones take as long as the last. */
const pauses: readonly [number, ...number[]] = [
  5 * SECOND,
  30 * SECOND,
  2 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  4 * HOUR,
];

/** A delivery that failed for so long is stopped. */
export const RETRY_FOR_MS = 72 * HOUR;
const JITTER = 0.1;

/** The status by which a target says that it is gone, such as a hook of Make that no scenario uses. */
export const GONE = 410;

/** What follows a request that failed: another one at a time, or none, with the reason. */
export type Retry = { readonly at: Date } | { readonly stopped: string };

export interface Failure {
  readonly result: SendResult;
  /** The number of failures in a row, this one included. */
  readonly failures: number;
  readonly triedSince: Date;
  readonly now: number;
  /** Returns a number from 0 up to 1, for the jitter. */
  readonly random: () => number;
}

/**
 * Decides about a request that failed. Pauses grow from five seconds to four hours and vary by 10 %, so that many deliveries
 * are not repeated at once. A longer `Retry-After` is heeded. Nothing is repeated after 410, or after three days.
 */
export function retryAfterFailure({ result, failures, triedSince, now, random }: Failure): Retry {
  if (result.statusCode === GONE)
    return {
      stopped:
        'The target answered 410: it no longer takes webhooks. Switch it on again there, or change its address in the settings of the relay, and then send the delivery again.',
    };
  if (now - triedSince.getTime() >= RETRY_FOR_MS)
    return {
      stopped: `The target did not take it for three days. The last failure: ${result.error ?? 'unknown'}`,
    };
  const [first] = pauses;
  const pause = pauses[Math.min(failures, pauses.length) - 1] ?? first;
  const asked = parseRetryAfter(result.answer?.pause ?? {}, now) ?? 0;
  const varied = pause * (1 - JITTER + 2 * JITTER * random());
  // The last attempt is not later than the end of the three days.
  return { at: new Date(Math.min(now + Math.max(asked, varied), triedSince.getTime() + RETRY_FOR_MS)) };
}
