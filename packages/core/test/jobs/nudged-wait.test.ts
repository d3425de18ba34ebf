import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, onTestFinished, test, vi } from 'vitest';
import { ApiError } from '../../src/errors/api-error.ts';
import type { Clock } from '../../src/clock.ts';
import type { Job, JobStatus } from '../../src/job.ts';
import { waitForJob, type WaitForJobOptions } from '../../src/jobs/wait-for-job.ts';
import { FakeClock } from '../../src/testing/fake-clock.ts';

type Reading = 'running' | 'completed' | Error;
type Nudge = NonNullable<WaitForJobOptions['nudge']>;

const atOnce: Nudge = () => Promise.resolve();
const never: Nudge = () => new Promise(() => {});

/** Waits for a job that is polled every minute, and returns the length of every sleep. */
async function sleepsOf(
  readings: readonly Reading[],
  nudges: readonly Nudge[] = [],
): Promise<readonly number[]> {
  const clock = new FakeClock();
  const [reads, arrivals] = [[...readings], [...nudges]];
  await waitForJob({
    refresh: () => {
      const reading = reads.shift() ?? 'completed';
      if (reading instanceof Error) return Promise.reject(reading);
      return Promise.resolve<Job>({ id: 'sk_job_1', operation: 'scrape', status: reading, raw: {} });
    },
    nudge: nudges.length === 0 ? undefined : (signal) => (arrivals.shift() ?? never)(signal),
    cadence: [{ every: 60 }],
    clock,
    random: () => 0.5,
    timeoutMs: 3_600_000,
    signal: new AbortController().signal,
  });
  expect(reads).toEqual([]);
  return clock.slept;
}

const throttled = new ApiError('Too many requests.', { status: 429, retryable: true, retryAfterMs: 90_000 });

test('M10: after the first nudge, a pause lasts at least five seconds', async () => {
  expect(await sleepsOf(['running', 'running', 'running', 'completed'], [atOnce, atOnce, atOnce])).toEqual([
    5_000, 5_000,
  ]);
});

test('M10: a pause without a further nudge lasts for the whole polling interval', async () => {
  expect(await sleepsOf(['running', 'running', 'completed'], [atOnce, never])).toEqual([5_000, 55_000]);
});

test('M10: a pause that ended without a nudge does not delay the first nudge', async () => {
  expect(await sleepsOf(['running', 'running', 'completed'], [never, atOnce])).toEqual([60_000]);
});

test('C042: a pause that the provider requested is slept once, with and without nudges', async () => {
  expect(await sleepsOf([throttled, 'completed'])).toEqual([90_000]);
  expect(await sleepsOf([throttled, 'completed'], [never])).toEqual([90_000]);
});

test('C042: a pause that the provider requested does not delay the first nudge after it', async () => {
  expect(await sleepsOf([throttled, 'running', 'completed'], [atOnce])).toEqual([90_000]);
});

test('C185: a nudge that fails counts as one that was not given', async () => {
  const failing: Nudge = () => Promise.reject(new Error('no connection'));

  expect(await sleepsOf(['running', 'running', 'completed'], [failing, atOnce])).toEqual([60_000]);
});

test('a sleep that a nudge ended leaves no unhandled rejection', async () => {
  const unhandled = vi.fn();
  process.on('unhandledRejection', unhandled);
  onTestFinished(() => void process.off('unhandledRejection', unhandled));

  await sleepsOf(['running', 'completed'], [atOnce]);
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => void setImmediate(resolve));

  expect(unhandled).not.toHaveBeenCalled();
});

test('a nudge ends the sleep, also when garbage is collected before the clock looks at its signal', async () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  const turn = () => new Promise((resolve) => void setImmediate(resolve));
  const outcomes: string[] = [];
  const clock: Clock = {
    now: () => 0,
    async sleep(_, signal) {
      await turn();
      collectGarbage();
      await turn();
      outcomes.push(signal?.aborted === true ? 'ended' : 'slept');
      signal?.throwIfAborted();
    },
  };
  const statuses: JobStatus[] = ['running', 'completed'];
  await waitForJob({
    refresh: () =>
      Promise.resolve({
        id: 'sk_job_1',
        operation: 'scrape',
        status: statuses.shift() ?? 'completed',
        raw: {},
      }),
    nudge: atOnce,
    cadence: [{ every: 60 }],
    clock,
    random: () => 0.5,
    timeoutMs: 3_600_000,
    signal: new AbortController().signal,
  });

  await vi.waitFor(() => expect(outcomes).toEqual(['ended']));
});
