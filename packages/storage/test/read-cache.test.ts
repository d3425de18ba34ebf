import { describe, expect, test } from 'vitest';
import { createReadCache } from '../src/read-cache.ts';

describe('the cache of reads', () => {
  const reader = () => {
    const cache = createReadCache();
    let reads = 0;
    return { cache, read: async () => await cache.read('key', () => Promise.resolve(++reads)) };
  };

  test('a result is loaded once until something is written', async () => {
    const { cache, read } = reader();
    const before = [await read(), await read()];
    cache.noteStatement('select * from account for update');
    const between = await read();
    cache.noteStatement('update "account" set suspended = true');

    expect([...before, between, await read()]).toEqual([1, 1, 1, 2]);
  });

  test('a result is not stored when something was written while it was loaded', async () => {
    const cache = createReadCache();
    const { promise, resolve } = Promise.withResolvers<string>();
    const slow = cache.read('key', async () => await promise);
    cache.noteStatement(' with changed as (update "job" set status = $1) select 1');
    resolve('old');

    expect([await slow, await cache.read('key', () => Promise.resolve('new'))]).toEqual(['old', 'new']);
  });

  test('undefined is stored like any other result', async () => {
    const cache = createReadCache();
    await cache.read('key', () => Promise.resolve(undefined));

    expect(await cache.read('key', () => Promise.resolve('found'))).toBeUndefined();
  });

  test('the cache is emptied when it has 10,000 results', async () => {
    const cache = createReadCache();
    let reads = 0;
    const read = async (index: number) => await cache.read(String(index), () => Promise.resolve(++reads));
    for (let index = 0; index < 10_001; index++) await read(index);

    await read(0);

    expect(reads).toBe(10_002);
  });
});
