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

test('C030, C042: an exhausted window is waited out before the next request, not after its refusal', async () => {
  const { clock, limiter: limits, window } = limiter();
  limits.observe('read', window(0, 40));

  await limits.take('read', Infinity);

  expect(clock.slept).toEqual([40_000]);
});

test('C038: what is left is spent without waiting, also by requests that run at once', async () => {
  const { clock, limiter: limits, window } = limiter();
  limits.observe('read', window(2, 40));

  await Promise.all([limits.take('read', Infinity), limits.take('read', Infinity)]);
  expect(clock.slept).toEqual([]);

  await limits.take('read', Infinity);
  expect(clock.slept).toEqual([40_000]);
});

test('C034: classes have windows of their own', async () => {
  const { clock, limiter: limits, window } = limiter();
  limits.observe('write', window(0, 40));

  await limits.take('read', Infinity);

  expect(clock.slept).toEqual([]);
});

test('answers that overtake each other never raise what is left of a window', async () => {
  const { clock, limiter: limits, window } = limiter();
  limits.observe('read', window(0, 40));
  limits.observe('read', window(5, 40));

  await limits.take('read', Infinity);

  expect(clock.slept).toEqual([40_000]);
});

test('C040: a new window starts afresh', async () => {
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

test('a reset hours away, by a wrong clock, stops nobody for hours', async () => {
  const { clock, limiter: limits, window } = limiter();
  limits.observe('read', window(0, 7_200));

  await limits.take('read', Infinity);

  expect(clock.slept).toEqual([90_000]);
});

test('a wait that would outlive the run is not made', async () => {
  const { clock, limiter: limits, window } = limiter();
  limits.observe('read', window(0, 40));

  await limits.take('read', START + 25_000);

  expect(clock.slept).toEqual([]);
});
