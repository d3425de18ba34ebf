import { describe, expect, test, vi } from 'vitest';
import { Nudges } from '../../src/webhooks/nudges.ts';

const never = new AbortController().signal;

/** Whether a promise has settled by the time everything else that is ready has run. */
async function isPending(promise: Promise<unknown>): Promise<boolean> {
  const pending = Symbol('pending');
  const soon = new Promise((resolve) => void setImmediate(resolve, pending));
  return (await Promise.race([promise, soon])) === pending;
}

test('an arrival resolves everybody who waits for its job, and nobody else', async () => {
  const nudges = new Nudges();
  const first = nudges.wait('a', never);
  const second = nudges.wait('a', never);
  const other = nudges.wait('b', never);

  nudges.wake('a');

  await expect(first).resolves.toBeUndefined();
  await expect(second).resolves.toBeUndefined();
  expect(await isPending(other)).toBe(true);
});

test('an arrival that nobody waits for is kept for whoever comes, once', async () => {
  const nudges = new Nudges();
  nudges.wake('a');
  nudges.wake('a');

  await expect(nudges.wait('a', never)).resolves.toBeUndefined();
  expect(await isPending(nudges.wait('a', never))).toBe(true);
});

test('an arrival that was heeded is not kept', async () => {
  const nudges = new Nudges();
  const waiting = nudges.wait('a', never);
  nudges.wake('a');
  await waiting;

  expect(await isPending(nudges.wait('a', never))).toBe(true);
});

test('after everybody has left, the next arrival is kept', async () => {
  const nudges = new Nudges();
  const stop = new AbortController();
  const left = nudges.wait('a', stop.signal);
  stop.abort(new Error('enough'));
  await expect(left).rejects.toThrow('enough');

  nudges.wake('a');

  await expect(nudges.wait('a', never)).resolves.toBeUndefined();
});

test('one who leaves does not take the others along', async () => {
  const nudges = new Nudges();
  const stop = new AbortController();
  const leaving = nudges.wait('a', stop.signal);
  const staying = nudges.wait('a', never);
  stop.abort(new Error('enough'));
  await expect(leaving).rejects.toThrow('enough');

  nudges.wake('a');

  await expect(staying).resolves.toBeUndefined();
});

test('a wait that is over before it begins heeds nothing', async () => {
  const nudges = new Nudges();
  nudges.wake('a');

  await expect(nudges.wait('a', AbortSignal.abort(new Error('over')))).rejects.toThrow('over');
  await expect(nudges.wait('a', never)).resolves.toBeUndefined();
});

test('no listener stays behind on the signal', async () => {
  const nudges = new Nudges();
  const { signal } = new AbortController();
  const added = vi.spyOn(signal, 'addEventListener');
  const removed = vi.spyOn(signal, 'removeEventListener');

  const waiting = nudges.wait('a', signal);
  nudges.wake('a');
  await waiting;

  expect(removed.mock.calls).toEqual(added.mock.calls);
  expect(added).toHaveBeenCalledWith('abort', expect.any(Function));
});

describe('early arrivals are bounded', () => {
  test('past the limit the oldest is forgotten, and no more than needed', async () => {
    const nudges = new Nudges({ maxEarly: 2 });
    for (const jobId of ['a', 'b', 'c']) nudges.wake(jobId);

    expect(await isPending(nudges.wait('a', never))).toBe(true);
    expect(await isPending(nudges.wait('b', never))).toBe(false);
    expect(await isPending(nudges.wait('c', never))).toBe(false);
  });

  test('an arrival that repeats counts as new', async () => {
    const nudges = new Nudges({ maxEarly: 2 });
    for (const jobId of ['a', 'b', 'a', 'c']) nudges.wake(jobId);

    expect(await isPending(nudges.wait('b', never))).toBe(true);
    expect(await isPending(nudges.wait('a', never))).toBe(false);
  });

  test('ten thousand are kept unless told otherwise', async () => {
    const nudges = new Nudges();
    for (let n = 0; n <= 10_000; n++) nudges.wake(String(n));

    expect(await isPending(nudges.wait('0', never))).toBe(true);
    expect(await isPending(nudges.wait('1', never))).toBe(false);
  });
});
