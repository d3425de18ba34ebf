import type { Clock } from '@scrapekit/core';

export interface BatchOptions {
  readonly maxItems: number;
  /** How long an item may wait for company. */
  readonly maxWaitMs: number;
  readonly clock: Clock;
}

/** Groups what arrives: a group is full, or its first item has waited long enough, or there is nothing more to come. */
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
      // A failure of the next item is reported when its turn comes, after this batch is safe.
      next.catch(() => undefined);
      yield batch;
    }
  } finally {
    await items.return(undefined);
  }
}
