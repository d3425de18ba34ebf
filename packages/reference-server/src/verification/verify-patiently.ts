import type { Clock } from '@scrapekit/core';
import { systemClock } from '@scrapekit/core/system-clock';
import { deferred } from './judge.ts';
import type { Verdict } from './verdict.ts';

/** How long to wait for mail servers that put off whoever they do not know. */
export interface Patience {
  readonly clock: Clock;
  /** One pause after another, as long as the answer is put off again. */
  readonly pausesMs: readonly number[];
}

/** One answer is all there is time for. */
export const noPatience: Patience = { clock: systemClock, pausesMs: [] };

/** Verifies until there is a real verdict or patience has run out; nothing is held while it waits. */
export async function verifyPatiently<Found extends Verdict>(
  verify: () => Promise<Found>,
  { clock, pausesMs }: Patience,
  signal?: AbortSignal,
): Promise<Found> {
  let verdict = await verify();
  for (const pauseMs of pausesMs) {
    if (verdict.reason !== deferred) break;
    await clock.sleep(pauseMs, signal);
    verdict = await verify();
  }
  return verdict;
}
