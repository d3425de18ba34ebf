import { expect, test } from 'vitest';
import { createFairLimit, createLimits } from '../../src/pacing/limit.ts';

/** Calls that end in the order of their starts when they are told to. */
function createCalls() {
  const started: string[] = [];
  const ends: (() => void)[] = [];
  return {
    started,
    call: (name: string) => async () => {
      started.push(name);
      await new Promise<void>((resolve) => ends.push(resolve));
    },
    endNext: async () => {
      ends.shift()?.();
      await new Promise(setImmediate);
    },
  };
}

test('the owners of a fair limit take turns, and the calls of one owner keep their order', async () => {
  const { started, call, endNext } = createCalls();
  const limitOf = createFairLimit(1);

  const calls = ['a1', 'a2', 'a3', 'a4', 'b1', 'b2', 'c1'].map(
    async (name) => await limitOf(name.charAt(0))(call(name)),
  );
  for (let ended = 0; ended < calls.length; ended++) await endNext();
  await Promise.all(calls);

  expect(started).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2', 'a4']);
});

test('a fair limit runs as many calls as it allows, also after a call has failed', async () => {
  const limitOf = createFairLimit(2);
  let running = 0;
  let most = 0;
  const call = async () => {
    most = Math.max(most, ++running);
    await new Promise(setImmediate);
    running--;
    throw new Error('failed');
  };

  const calls = Array.from({ length: 10 }, async (_, index) => await limitOf(`owner ${index % 3}`)(call));

  expect((await Promise.allSettled(calls)).every(({ status }) => status === 'rejected')).toBe(true);
  expect(most).toBe(2);
});

test('each owner of separate limits may run as many calls as one limit allows', async () => {
  const { started, call, endNext } = createCalls();
  const limitOf = createLimits(1);

  const calls = ['a1', 'a2', 'b1'].map(async (name) => await limitOf(name.charAt(0))(call(name)));
  await new Promise(setImmediate);
  const atOnce = [...started];
  for (let ended = 0; ended < calls.length; ended++) await endNext();
  await Promise.all(calls);

  expect(atOnce).toEqual(['a1', 'b1']);
});
