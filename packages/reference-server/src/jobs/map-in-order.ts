import { createLimit } from '../pacing/limit.ts';

/** How far the work may run ahead of a slow item, as a multiple of the concurrency. */
const LOOK_AHEAD = 8;

export interface MapInOrderOptions {
  readonly concurrency: number;
}

/** Maps with up to `concurrency` calls at a time and yields in the order of `items`, of which few are held at once. */
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
      // Reported when its turn to be yielded comes.
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
