import type { Clock } from '@scrapekit/core';
import type { Storage } from '../storage/open-storage.ts';
import { removeExpired } from './remove-expired.ts';

/** How long a job and its results are kept after its end (C118). */
export const KEPT_MS = 30 * 86_400_000;
const EVERY_MS = 3_600_000;

export interface RetentionOptions {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly onError: (error: unknown) => void;
}

/** Removes what has been kept long enough: at once, and every hour. */
export interface Retention {
  start(): void;
  /** Resolves when nothing is being removed any more. */
  stop(): Promise<void>;
}

export function createRetention({ storage, clock, onError }: RetentionOptions): Retention {
  const stopping = new AbortController();
  const { signal } = stopping;
  let looping = Promise.resolve();
  const loop = async () => {
    while (!signal.aborted) {
      const before = new Date(clock.now() - KEPT_MS);
      await removeExpired(storage, { before, signal }).catch(onError);
      await clock.sleep(EVERY_MS, signal).catch(() => undefined);
    }
  };
  return {
    start: () => {
      looping = loop();
    },
    stop: async () => {
      stopping.abort();
      await looping;
    },
  };
}
