import type { Clock } from '@scrapekit/core';
import { setTimeout as delay } from 'node:timers/promises';
import { vi } from 'vitest';

/** The machine's clock, which can be moved on. */
export interface SkippingClock extends Clock {
  /** Moves the clock on. The sleeps and time limits that have passed then end. */
  skip(ms: number): void;
  /** A sleep really takes this share of its time, so that the work of other processes goes on meanwhile. @default 0.04 */
  sleepShare: number;
}

/**
 * Makes a clock on which a sleep skips the time instead of waiting for it. Time limits that use Node's own timer follow
 * this clock as well, until the mocks of the test are restored.
 */
export function skippingClock(): SkippingClock {
  let skippedMs = 0;
  const alarms = new Set<{ readonly at: number; readonly ring: () => void }>();
  const now = () => Date.now() + skippedMs;
  const skip = (ms: number) => {
    skippedMs += ms;
    for (const alarm of alarms) {
      if (alarm.at > now()) continue;
      alarms.delete(alarm);
      alarm.ring();
    }
  };

  const originalTimeout = AbortSignal.timeout.bind(AbortSignal);
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
    const skipped = new AbortController();
    alarms.add({ at: now() + ms, ring: () => skipped.abort() });
    return AbortSignal.any([originalTimeout(ms), skipped.signal]);
  });

  const clock: SkippingClock = {
    now,
    skip,
    sleepShare: 0.04,
    sleep: async (ms, signal) => {
      const end = now() + ms;
      const skipped = new AbortController();
      const alarm = { at: end, ring: () => skipped.abort() };
      alarms.add(alarm);
      const early = signal === undefined ? skipped.signal : AbortSignal.any([skipped.signal, signal]);
      await delay(ms * clock.sleepShare, undefined, { signal: early }).catch(() => {});
      alarms.delete(alarm);
      signal?.throwIfAborted();
      if (end > now()) skip(end - now());
    },
  };
  return clock;
}
