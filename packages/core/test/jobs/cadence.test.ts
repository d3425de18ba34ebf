import { expect, test } from 'vitest';
import { pollDelayMs } from '../../src/jobs/wait-for-job.ts';
import { scrapekit } from '../../src/providers/scrapekit/definition.ts';

const middle = () => 0.5;

test.each([
  [0, 5_000],
  [59_999, 5_000],
  [60_000, 15_000],
  [599_999, 15_000],
  [600_000, 60_000],
  [86_400_000, 60_000],
])('C184: a wait that is %d ms old polls after %d ms', (elapsedMs, delayMs) => {
  expect(pollDelayMs(scrapekit.cadence, elapsedMs, middle)).toBe(delayMs);
});

test('C184: the jitter is at most ten per cent', () => {
  expect(pollDelayMs(scrapekit.cadence, 0, () => 0)).toBe(4_500);
  expect(pollDelayMs(scrapekit.cadence, 0, () => 1)).toBe(5_500);
});
