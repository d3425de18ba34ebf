import type { Clock } from '@scrapekit/core';
import { systemClock } from '@scrapekit/core/system-clock';
import { isDeferred } from './deferred-verdicts.ts';
import type { Verdict } from './verdict.ts';

/** Pauses between the attempts to verify an address that a greylisting mail host defers. */
export interface Patience {
  readonly clock: Clock;
  /** One pause per retry, in milliseconds. */
  readonly pausesMs: readonly number[];
}

/** No retries. */
export const noPatience: Patience = { clock: systemClock, pausesMs: [] };

/** Verifies again after each pause while a host puts a question off. Holds no connection during a pause. */
export async function verifyPatiently<Found extends Verdict>(
  verify: () => Promise<Found>,
  { clock, pausesMs }: Patience,
  signal?: AbortSignal,
): Promise<Found> {
  let verdict = await verify();
  for (const pauseMs of pausesMs) {
    if (!isDeferred(verdict)) break;
    await clock.sleep(pauseMs, signal);
    verdict = await verify();
  }
  return verdict;
}
