import { expect, test } from 'vitest';
import { throttleSeconds } from '../../src/shared/throttle-seconds.ts';

test.each([
  [undefined, 0, 60],
  [undefined, 0.999, 75],
  [45_000, 0, 45],
  [45_000, 0.999, 57],
  [1200, 0, 2],
  [0, 0, 1],
])(
  'C042: asked to wait %s ms, waits as long and up to a quarter longer (%d → %d s)',
  (asked, random, seconds) => {
    expect(throttleSeconds(asked, () => random)).toBe(seconds);
  },
);
