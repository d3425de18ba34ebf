import { expect, test } from 'vitest';
import { retryAfterFailure, type Failure } from '../../src/deliver/back-off.ts';

const HOUR = 3_600_000;
const start = new Date('2026-11-29T12:00:00Z');
/** An answer 500, without jitter. */
const failure: Failure = {
  ...{ result: { statusCode: 500, error: 'The receiver answered 500.' }, failures: 1 },
  ...{ triedSince: start, now: start.getTime(), random: () => 0.5 },
};

/** Returns the pause in seconds, or why nothing is tried again. */
function pauseAfter(changes: Partial<Failure>): number | string {
  const { now } = { ...failure, ...changes };
  const retry = retryAfterFailure({ ...failure, ...changes });
  return 'stopped' in retry ? retry.stopped : (retry.at.getTime() - now) / 1_000;
}

const asking = (retryAfter: string, statusCode = 429): Failure['result'] => ({
  ...{ statusCode, error: `The receiver answered ${statusCode}.` },
  answer: {
    ...{ type: null, start: new Uint8Array(), redirectedTo: null },
    pause: { 'retry-after': retryAfter, date: start.toUTCString() },
  },
});

test('a target that always fails is tried again after growing pauses, for three days to the second', () => {
  const pauses: number[] = [];
  let now = start.getTime();
  for (let failures = 1; ; failures++) {
    const retry = retryAfterFailure({ ...failure, failures, now });
    if ('stopped' in retry) {
      expect(retry.stopped).toBe(
        'The target did not take it for three days. The last failure: The receiver answered 500.',
      );
      break;
    }
    pauses.push((retry.at.getTime() - now) / 1_000);
    now = retry.at.getTime();
  }

  expect(pauses.slice(0, 9)).toEqual([5, 30, 120, 600, 1_800, 3_600, 7_200, 14_400, 14_400]);
  expect(pauses.slice(8, -1).every((pause) => pause === 14_400)).toBe(true);
  expect(now - start.getTime()).toBe(72 * HOUR);
});

test('the pauses vary by a tenth, so that many deliveries are not repeated at once', () => {
  expect(pauseAfter({ random: () => 0 })).toBe(4.5);
  expect(pauseAfter({ random: () => 1 - 1e-9 })).toBeCloseTo(5.5, 3);
});

test.each([429, 503, 500])('an answer %d with a longer Retry-After is heeded', (statusCode) => {
  expect(pauseAfter({ result: asking('90', statusCode) })).toBe(90);
  expect(pauseAfter({ result: asking('Sun, 29 Nov 2026 12:02:00 GMT', statusCode) })).toBe(120);
});

test.each(['1', '0', '-5', 'soon', ''])('the Retry-After %j does not shorten the pause', (text) => {
  expect(pauseAfter({ result: asking(text) })).toBe(5);
});

test('a Retry-After beyond the three days leads to one last attempt at their end', () => {
  const now = start.getTime() + 71 * HOUR;

  expect(pauseAfter({ result: asking('864000'), now })).toBe(3_600);
});

test.each([
  ['gives no answer', { statusCode: null, error: 'The receiver did not answer within 30 s.' }],
  ['is redirected', { statusCode: 302, error: 'The receiver answered 302.' }],
  ['has the wrong key', { statusCode: 401, error: 'The receiver answered 401.' }],
  ['is switched off', { statusCode: 404, error: 'The receiver answered 404.' }],
])('a target that %s is tried again', (_, result) => {
  expect(pauseAfter({ result })).toBe(5);
});

test('a target that answers 410 is not tried again', () => {
  expect(pauseAfter({ result: asking('5', 410) })).toContain('The target answered 410');
});
