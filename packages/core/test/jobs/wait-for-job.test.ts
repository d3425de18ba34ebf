import { describe, expect, test, vi } from 'vitest';
import { JobTimeoutError } from '../../src/errors/job-timeout-error.ts';
import { NetworkError } from '../../src/errors/network-error.ts';
import type { Job, JobStatus } from '../../src/job.ts';
import { waitForJob, type WaitForJobOptions } from '../../src/jobs/wait-for-job.ts';
import { scrapekit } from '../../src/providers/scrapekit/definition.ts';
import { FakeClock } from '../../src/testing/fake-clock.ts';

const job = (status: JobStatus): Job => ({ id: 'sk_job_1', operation: 'scrape', status, raw: {} });

function waiting(statuses: readonly JobStatus[], overrides: Partial<WaitForJobOptions> = {}) {
  const clock = new FakeClock();
  const read = [...statuses];
  const refresh = vi.fn(() => Promise.resolve(job(read.length > 1 ? read.shift()! : read[0]!)));
  const options: WaitForJobOptions = {
    refresh,
    clock,
    cadence: scrapekit.cadence,
    random: () => 0.5,
    timeoutMs: 3_600_000,
    signal: new AbortController().signal,
    ...overrides,
  };
  return { clock, refresh, options };
}

test.each(['completed', 'failed', 'cancelled'] as const)(
  'C184: the wait ends when the job is %s',
  async (status) => {
    const { options, refresh } = waiting(['queued', 'running', status]);

    const ended = await waitForJob(options);

    expect(ended.status).toBe(status);
    expect(refresh).toHaveBeenCalledTimes(3);
  },
);

test('C184: the job is polled 12 times at 5 s, 36 times at 15 s and then every 60 s', async () => {
  const { options, clock } = waiting(['running'], { timeoutMs: 780_000 });

  await expect(waitForJob(options)).rejects.toBeInstanceOf(JobTimeoutError);

  const expected = [
    ...Array<number>(12).fill(5_000),
    ...Array<number>(36).fill(15_000),
    ...Array<number>(3).fill(60_000),
  ];
  expect(clock.slept).toEqual(expected);
});

test('C185, C186: a nudge ends the sleep early, and the status is read again', async () => {
  const { options, clock, refresh } = waiting(['running', 'completed'], { nudge: () => Promise.resolve() });

  const ended = await waitForJob(options);

  expect(ended.status).toBe('completed');
  expect(refresh).toHaveBeenCalledTimes(2);
  expect(clock.slept).toEqual([]);
});

test('C185: without a webhook the job is read after the polling interval', async () => {
  const { options, clock } = waiting(['running', 'completed'], { nudge: () => new Promise(() => {}) });

  await waitForJob(options);

  expect(clock.slept).toEqual([5_000]);
});

test('A31: the error at the deadline has the id of the job, which continues to run', async () => {
  const { options } = waiting(['running'], { timeoutMs: 12_000 });

  const error: unknown = await waitForJob(options).catch((reason: unknown) => reason);

  expect(JobTimeoutError.isInstance(error) && error.job.id).toBe('sk_job_1');
});

test('A31: the last sleep ends at the deadline, and one more read follows it', async () => {
  const { options, clock, refresh } = waiting(['running'], { timeoutMs: 7_000 });

  await expect(waitForJob(options)).rejects.toBeInstanceOf(JobTimeoutError);

  expect(clock.slept).toEqual([5_000, 2_000]);
  expect(refresh).toHaveBeenCalledTimes(3);
});

test('C195: an abort ends the wait at once with the reason of the signal', async () => {
  const controller = new AbortController();
  const { options } = waiting(['running'], {
    signal: controller.signal,
    onStatus: () => controller.abort(new Error('enough')),
  });

  await expect(waitForJob(options)).rejects.toThrow('enough');
});

test('C195: an abort during a pause ends the wait with the reason of the signal', async () => {
  const controller = new AbortController();
  const endless = {
    now: () => 0,
    sleep: (_: number, signal?: AbortSignal) => {
      setImmediate(() => controller.abort(new Error('enough')));
      return new Promise<void>((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(new Error('an error of the host')));
      });
    },
  };
  const { options } = waiting(['running'], { signal: controller.signal, clock: endless });

  await expect(waitForJob(options)).rejects.toThrow('enough');
});

test('C195: a wait leaves no listener on the signal of its caller', async () => {
  const { signal } = new AbortController();
  const added = vi.spyOn(signal, 'addEventListener');
  const removed = vi.spyOn(signal, 'removeEventListener');
  const { options } = waiting(['running', 'running', 'completed'], { signal });

  await waitForJob(options);

  const listeners = ({ mock }: typeof added | typeof removed) =>
    mock.calls.map(([type, listener]) => [type, listener]);
  expect(listeners(removed)).toEqual(listeners(added));
});

test('C195: an aborted signal prevents every request', async () => {
  const { options, refresh } = waiting(['running'], { signal: AbortSignal.abort(new Error('before')) });

  await expect(waitForJob(options)).rejects.toThrow('before');
  expect(refresh).not.toHaveBeenCalled();
});

test('the sleep or nudge that ends second is aborted, so no timer or listener is left', async () => {
  const signals: AbortSignal[] = [];
  const nudge = (signal: AbortSignal) => {
    signals.push(signal);
    return new Promise<void>(() => {});
  };
  const { options } = waiting(['running', 'completed'], { nudge });

  await waitForJob(options);

  expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
});

test('an error of an asynchronous onStatus ends the wait, so that it is not an unhandled rejection', async () => {
  const { options, refresh } = waiting(['running', 'completed'], {
    onStatus: () => Promise.reject(new Error('the database is full')),
  });

  await expect(waitForJob(options)).rejects.toThrow('the database is full');

  expect(refresh).toHaveBeenCalledTimes(1);
});

test('C195: a reading that an abort breaks off ends the wait with the reason of the signal', async () => {
  const controller = new AbortController();
  const refresh = () => {
    controller.abort(new Error('enough'));
    return Promise.reject(new TypeError('The socket was closed.'));
  };
  const { options } = waiting([], { refresh, signal: controller.signal });

  await expect(waitForJob(options)).rejects.toThrow('enough');
});

describe('a wait whose job could never be read', () => {
  const trouble = new NetworkError('No answer.', { sent: true });
  const unreadable = { refresh: () => Promise.reject(trouble), timeoutMs: 1000 };

  test('A31: ends with an error about the job, which counts as running', async () => {
    const { options } = waiting([], { ...unreadable, job: { id: 'sk_job_1', operation: 'scrape' } });

    const error: unknown = await waitForJob(options).catch((reason: unknown) => reason);

    expect(error).toMatchObject({ name: 'JobTimeoutError', cause: trouble });
    expect((error as JobTimeoutError).job).toEqual({
      id: 'sk_job_1',
      operation: 'scrape',
      status: 'running',
      raw: undefined,
    });
  });

  test('ends with the error of the last reading when the options do not name the job', async () => {
    const { options } = waiting([], unreadable);

    await expect(waitForJob(options)).rejects.toBe(trouble);
  });
});
