import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { mapInOrder } from '../../src/jobs/map-in-order.ts';

async function* numbers(count: number): AsyncGenerator<number> {
  for (let number = 0; number < count; number++) {
    await turn();
    yield number;
  }
}

describe('mapInOrder', () => {
  test('yields results in the order of the items, even when a later one is ready first', async () => {
    const slow = async (number: number) => {
      for (let wait = (number * 7) % 5; wait > 0; wait--) await turn();
      return number * 2;
    };

    const results = await Array.fromAsync(mapInOrder(numbers(100), slow, { concurrency: 4 }));

    expect(results).toEqual(Array.from({ length: 100 }, (_, number) => number * 2));
  });

  test('runs as many calls at the same time as the concurrency allows, and no more', async () => {
    let running = 0;
    let most = 0;
    const count = async () => {
      running += 1;
      most = Math.max(most, running);
      for (let wait = 0; wait < 10; wait++) await turn();
      running -= 1;
    };

    await Array.fromAsync(mapInOrder(numbers(50), count, { concurrency: 3 }));

    expect(most).toBe(3);
  });

  test('starts a limited number of items behind a slow one', async () => {
    const head = Promise.withResolvers<undefined>();
    let calls = 0;
    const results = mapInOrder(
      numbers(1_000),
      async (number) => {
        calls += 1;
        if (number === 0) await head.promise;
        return number;
      },
      { concurrency: 2 },
    );

    const first = results.next();
    for (let wait = 0; wait < 200; wait++) await turn();
    const ahead = calls;
    head.resolve(undefined);
    await first;
    await results.return(undefined);

    expect(ahead).toBe(16);
  });

  test('throws a failure after it has yielded the results before it', async () => {
    const seen: number[] = [];
    const results = mapInOrder(
      numbers(10),
      async (number) => {
        if (number === 3) throw new Error('third');
        await turn();
        return number;
      },
      { concurrency: 5 },
    );

    const reading = (async () => {
      for await (const result of results) seen.push(result);
    })();

    await expect(reading).rejects.toThrow('third');
    expect(seen).toEqual([0, 1, 2]);
  });
});
