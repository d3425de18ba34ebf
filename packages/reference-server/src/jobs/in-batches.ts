import type { Clock } from '@scrapekit/core';

export interface BatchOptions {
  readonly maxItems: number;
  /** The longest time that an item waits for more items before its batch is yielded. */
  readonly maxWaitMs: number;
  readonly clock: Clock;
}

/**
 * Groups items into batches. A batch ends when it is full, when its first item has waited for `maxWaitMs`, or when
 * there are no more items.
 */
export async function* inBatches<Item>(
  items: AsyncGenerator<Item>,
  { maxItems, maxWaitMs, clock }: BatchOptions,
): AsyncGenerator<readonly Item[]> {
  try {
    for (let next = items.next(); ;) {
      const first = await next;
      if (first.done === true) return;
      const batch = [first.value];
      next = items.next();
      const timer = new AbortController();
      const timeUp = clock.sleep(maxWaitMs, timer.signal).then(
        () => undefined,
        () => undefined,
      );
      while (batch.length < maxItems) {
        const item = await Promise.race([next, timeUp]);
        if (item === undefined || item.done === true) break;
        batch.push(item.value);
        next = items.next();
      }
      timer.abort();
      // The caller stores this batch first. An error of the next item is thrown when that item's batch begins.
      next.catch(() => undefined);
      yield batch;
    }
  } finally {
    await items.return(undefined);
  }
}
