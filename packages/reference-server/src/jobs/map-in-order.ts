import { createLimit } from '../pacing/limit.ts';

/** How many results may wait behind a slow item, as a multiple of the concurrency. */
const LOOK_AHEAD = 8;

export interface MapInOrderOptions {
  readonly concurrency: number;
}

/**
 * Calls `map` for each item, at most `concurrency` calls at the same time, and yields the results in the order of
 * `items`. Only a few items are held in memory.
 */
export async function* mapInOrder<Item, Result>(
  items: AsyncIterable<Item>,
  map: (item: Item) => Promise<Result>,
  { concurrency }: MapInOrderOptions,
): AsyncGenerator<Result> {
  const inTurn = createLimit(concurrency);
  const started: Promise<Result>[] = [];
  try {
    for await (const item of items) {
      const result = inTurn(() => map(item));
      // The error is thrown later, when this result is due. Until then it must not count as an unhandled rejection.
      result.catch(() => undefined);
      started.push(result);
      const head = started.length < concurrency * LOOK_AHEAD ? undefined : started.shift();
      if (head !== undefined) yield await head;
    }
    for (let head = started.shift(); head !== undefined; head = started.shift()) yield await head;
  } finally {
    await Promise.allSettled(started);
  }
}
