import { expect, test } from 'vitest';
import { RateLimiter } from '../../src/http/rate-limit.ts';
import { FakeClock } from '../../src/testing/fake-clock.ts';

const START = Date.UTC(2026, 3, 21);
const names = { remaining: 'x-ratelimit-remaining', reset: 'x-ratelimit-reset' };

function limiter() {
  const clock = new FakeClock(START);
  const window = (remaining: number | string, inSeconds: number) => ({
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset': String(START / 1000 + inSeconds),
  });
  return { clock, window, limiter: new RateLimiter(names, clock) };
}

test('C030, C042: the next request waits for the end of an exhausted window instead of being refused', async () => {
  const { clock, limiter: limits, window } = limiter();
  limits.observe('read', window(0, 40));

  await limits.take('read', Infinity);

  expect(clock.slept).toEqual([40_000]);
});

test('C038: the remaining requests of a window need no wait, even at the same time', async () => {
  const { clock, limiter: limits, window } = limiter();
  limits.observe('read', window(2, 40));

  await Promise.all([limits.take('read', Infinity), limits.take('read', Infinity)]);
  expect(clock.slept).toEqual([]);

  await limits.take('read', Infinity);
  expect(clock.slept).toEqual([40_000]);
});

test('C034: each endpoint class has a separate window', async () => {
  const { clock, limiter: limits, window } = limiter();
  limits.observe('write', window(0, 40));

  await limits.take('read', Infinity);

  expect(clock.slept).toEqual([]);
});

test('answers in another order never raise the number of remaining requests', async () => {
  const { clock, limiter: limits, window } = limiter();
  limits.observe('read', window(0, 40));
  limits.observe('read', window(5, 40));

  await limits.take('read', Infinity);

  expect(clock.slept).toEqual([40_000]);
});

test('C040: a new window has the new number of requests', async () => {
  const { clock, limiter: limits, window } = limiter();
  limits.observe('read', window(0, 40));
  limits.observe('read', window(300, 60));

  await limits.take('read', Infinity);

  expect(clock.slept).toEqual([]);
});

test.each([
  [{}],
  [{ 'x-ratelimit-remaining': 'none', 'x-ratelimit-reset': '99' }],
  [{ 'x-ratelimit-remaining': '0' }],
  [{ 'x-ratelimit-remaining': '-1', 'x-ratelimit-reset': '1e99' }],
])('C193, A11: headers %j change nothing', async (headers) => {
  const { clock, limiter: limits } = limiter();
  limits.observe('read', headers);

  await limits.take('read', Infinity);

  expect(clock.slept).toEqual([]);
});

test('a reset time hours away, because a clock is wrong, does not stop requests for hours', async () => {
  const { clock, limiter: limits, window } = limiter();
  limits.observe('read', window(0, 7_200));

  await limits.take('read', Infinity);

  expect(clock.slept).toEqual([90_000]);
});

test('a wait that would pass the deadline is not started', async () => {
  const { clock, limiter: limits, window } = limiter();
  limits.observe('read', window(0, 40));

  await limits.take('read', START + 25_000);

  expect(clock.slept).toEqual([]);
});
