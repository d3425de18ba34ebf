import type { Clock } from '@scrapekit/core';
import { describe, expect, test } from 'vitest';
import { inBatches } from '../../src/jobs/in-batches.ts';

const patient: Clock = {
  now: () => 0,
  sleep: (_ms, signal) =>
    new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new Error('aborted')))),
};

describe('inBatches', () => {
  async function* upTo(count: number): AsyncGenerator<number> {
    for (let number = 1; number <= count; number++) yield await Promise.resolve(number);
  }

  test('yields full batches, and the remaining items as the last batch', async () => {
    const batches = await Array.fromAsync(
      inBatches(upTo(7), { maxItems: 3, maxWaitMs: 250, clock: patient }),
    );

    expect(batches).toEqual([[1, 2, 3], [4, 5, 6], [7]]);
  });

  test('yields a batch that is not full when its first item has waited for maxWaitMs', async () => {
    const rest = Promise.withResolvers<undefined>();
    async function* stalling(): AsyncGenerator<number> {
      yield 1;
      yield 2;
      await rest.promise;
      yield 3;
    }
    const waits: number[] = [];
    const impatient: Clock = {
      now: () => 0,
      sleep: async (ms) => {
        waits.push(ms);
        await new Promise(setImmediate);
      },
    };

    const batches = inBatches(stalling(), { maxItems: 10, maxWaitMs: 250, clock: impatient });
    const first = await batches.next();
    rest.resolve(undefined);
    const others = await Array.fromAsync(batches);

    expect(first.value).toEqual([1, 2]);
    expect(others).toEqual([[3]]);
    expect(waits[0]).toBe(250);
  });

  test('yields the items before a failure and then throws it', async () => {
    async function* failing(): AsyncGenerator<number> {
      yield 1;
      await Promise.resolve();
      throw new Error('source');
    }
    const batches = inBatches(failing(), { maxItems: 1, maxWaitMs: 250, clock: patient });

    expect((await batches.next()).value).toEqual([1]);
    await expect(batches.next()).rejects.toThrow('source');
  });

  test('ends its source when the loop over the batches ends early', async () => {
    let ended = false;
    async function* watched(): AsyncGenerator<number> {
      try {
        for (let number = 1; ; number++) yield await Promise.resolve(number);
      } finally {
        ended = true;
      }
    }

    for await (const batch of inBatches(watched(), { maxItems: 2, maxWaitMs: 250, clock: patient })) {
      expect(batch).toEqual([1, 2]);
      break;
    }

    expect(ended).toBe(true);
  });
});
