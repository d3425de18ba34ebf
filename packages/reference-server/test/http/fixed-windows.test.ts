import { describe, expect, test } from 'vitest';
import { createFixedWindows } from '../../src/http/rate-limit/fixed-windows.ts';

describe('createFixedWindows', () => {
  test('C036, C038, C039, C040: a counter counts down, refuses requests over the limit and starts again at Reset', async () => {
    let now = 1_000_250;
    const windows = createFixedWindows({ now: () => now });

    const first = await windows.hit('key', 2);
    const second = await windows.hit('key', 2);
    const third = await windows.hit('key', 2);
    now = third.reset * 1000 - 1;
    const late = await windows.hit('key', 2);
    now = third.reset * 1000;
    const fresh = await windows.hit('key', 2);

    expect(first).toEqual({ limit: 2, remaining: 1, reset: 1060 });
    expect(second).toEqual({ limit: 2, remaining: 0, reset: 1060 });
    expect(third).toEqual({ limit: 2, remaining: 0, reset: 1060, retryAfter: 60 });
    expect(late).toMatchObject({ remaining: 0, retryAfter: 1 });
    expect(fresh).toEqual({ limit: 2, remaining: 1, reset: 1120 });
  });

  test('C036: a clock that is set back does not keep a key refused for longer than a minute', async () => {
    let now = 7_200_000;
    const windows = createFixedWindows({ now: () => now });
    await windows.hit('key', 1);
    const refused = await windows.hit('key', 1);

    now -= 3_600_000;
    const allowed = await windows.hit('key', 1);

    expect(refused.retryAfter).toBe(60);
    expect(allowed).toEqual({ limit: 1, remaining: 0, reset: 3660 });
  });

  test('C035: each key has a separate counter', async () => {
    const windows = createFixedWindows({ now: () => 0 });
    await windows.hit('one', 1);

    expect((await windows.hit('two', 1)).retryAfter).toBeUndefined();
    expect((await windows.hit('one', 1)).retryAfter).toBe(60);
  });
});
