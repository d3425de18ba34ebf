import { describe, expect, test, vi } from 'vitest';
import { Nudges } from '../../src/webhooks/nudges.ts';

const never = new AbortController().signal;

/** Returns whether a promise is settled after all pending callbacks have run. */
async function isPending(promise: Promise<unknown>): Promise<boolean> {
  const pending = Symbol('pending');
  const soon = new Promise((resolve) => void setImmediate(resolve, pending));
  return (await Promise.race([promise, soon])) === pending;
}

test('an arrival resolves all waits for its job and no others', async () => {
  const nudges = new Nudges();
  const first = nudges.wait('a', never);
  const second = nudges.wait('a', never);
  const other = nudges.wait('b', never);

  nudges.wake('a');

  await expect(first).resolves.toBeUndefined();
  await expect(second).resolves.toBeUndefined();
  expect(await isPending(other)).toBe(true);
});

test('an arrival before a wait resolves the next wait, and only that one', async () => {
  const nudges = new Nudges();
  nudges.wake('a');
  nudges.wake('a');

  await expect(nudges.wait('a', never)).resolves.toBeUndefined();
  expect(await isPending(nudges.wait('a', never))).toBe(true);
});

test('an arrival that resolved a wait does not resolve the next one', async () => {
  const nudges = new Nudges();
  const waiting = nudges.wait('a', never);
  nudges.wake('a');
  await waiting;

  expect(await isPending(nudges.wait('a', never))).toBe(true);
});

test('an arrival after all waits were aborted resolves the next wait', async () => {
  const nudges = new Nudges();
  const stop = new AbortController();
  const left = nudges.wait('a', stop.signal);
  stop.abort(new Error('enough'));
  await expect(left).rejects.toThrow('enough');

  nudges.wake('a');

  await expect(nudges.wait('a', never)).resolves.toBeUndefined();
});

test('an aborted wait does not end the others', async () => {
  const nudges = new Nudges();
  const stop = new AbortController();
  const leaving = nudges.wait('a', stop.signal);
  const staying = nudges.wait('a', never);
  stop.abort(new Error('enough'));
  await expect(leaving).rejects.toThrow('enough');

  nudges.wake('a');

  await expect(staying).resolves.toBeUndefined();
});

test('a wait with an aborted signal rejects and leaves the arrival for the next wait', async () => {
  const nudges = new Nudges();
  nudges.wake('a');

  await expect(nudges.wait('a', AbortSignal.abort(new Error('over')))).rejects.toThrow('over');
  await expect(nudges.wait('a', never)).resolves.toBeUndefined();
});

test('a wait removes its listener from the signal when it ends', async () => {
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

describe('the limit of remembered arrivals', () => {
  test('is kept by forgetting the oldest arrival', async () => {
    const nudges = new Nudges({ maxEarly: 2 });
    for (const jobId of ['a', 'b', 'c']) nudges.wake(jobId);

    expect(await isPending(nudges.wait('a', never))).toBe(true);
    expect(await isPending(nudges.wait('b', never))).toBe(false);
    expect(await isPending(nudges.wait('c', never))).toBe(false);
  });

  test('counts a repeated arrival as the newest', async () => {
    const nudges = new Nudges({ maxEarly: 2 });
    for (const jobId of ['a', 'b', 'a', 'c']) nudges.wake(jobId);

    expect(await isPending(nudges.wait('b', never))).toBe(true);
    expect(await isPending(nudges.wait('a', never))).toBe(false);
  });

  test('is ten thousand by default', async () => {
    const nudges = new Nudges();
    for (let n = 0; n <= 10_000; n++) nudges.wake(String(n));

    expect(await isPending(nudges.wait('0', never))).toBe(true);
    expect(await isPending(nudges.wait('1', never))).toBe(false);
  });
});
