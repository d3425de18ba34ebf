import { expect, test } from 'vitest';
import { FakeClock } from '../../src/testing/fake-clock.ts';
import { MemoryClaims } from '../../src/webhooks/claims.ts';

test('a second claim of a key is refused', async () => {
  const claims = new MemoryClaims(new FakeClock());

  expect(await claims.claim(['a'], 1000)).toBe(true);
  expect(await claims.claim(['a'], 1000)).toBe(false);
  expect(await claims.claim(['b'], 1000)).toBe(true);
});

test('of several claims at the same time, exactly one succeeds', async () => {
  const claims = new MemoryClaims(new FakeClock());

  const answers = await Promise.all(Array.from({ length: 50 }, () => claims.claim(['a', 'b'], 1000)));

  expect(answers.filter(Boolean)).toHaveLength(1);
});

test('a claim of several keys is refused, and claims none of them, when one of them is claimed already', async () => {
  const claims = new MemoryClaims(new FakeClock());
  await claims.claim(['b'], 1000);

  expect(await claims.claim(['a', 'b'], 1000)).toBe(false);
  expect(await claims.claim(['a'], 1000)).toBe(true);
});

test('a key can be claimed again at the end of its claim, and not before', async () => {
  const clock = new FakeClock();
  const claims = new MemoryClaims(clock);
  await claims.claim(['a'], 1000);

  clock.advance(999);
  expect(await claims.claim(['a'], 5000)).toBe(false);
  clock.advance(1);
  expect(await claims.claim(['a'], 5000)).toBe(true);
});

test('hold extends a claim to the given time', async () => {
  const clock = new FakeClock();
  const claims = new MemoryClaims(clock);
  await claims.claim(['a'], 1000);
  await claims.hold(['a'], 3000);

  clock.advance(2999);
  expect(await claims.claim(['a'], 9000)).toBe(false);
  clock.advance(1);
  expect(await claims.claim(['a'], 9000)).toBe(true);
});

test('a released key can be claimed again at once', async () => {
  const claims = new MemoryClaims(new FakeClock());
  await claims.claim(['a', 'b'], 1000);
  await claims.release(['a', 'b']);

  expect(await claims.claim(['a', 'b'], 1000)).toBe(true);
});

test('a key can be claimed again at its end, even when an earlier claim ends later', async () => {
  const clock = new FakeClock();
  const claims = new MemoryClaims(clock);
  await claims.claim(['long'], 9000);
  await claims.claim(['short'], 1000);
  clock.advance(1000);

  expect(await claims.claim(['short'], 9000)).toBe(true);
});

test('ended claims are removed from memory', async () => {
  const clock = new FakeClock();
  const claims = new MemoryClaims(clock);
  for (let n = 0; n < 100; n++) await claims.claim([`early-${n}`], 1000);
  clock.advance(1000);
  await claims.claim(['late'], 2000);

  expect(claims.size).toBe(1);
});

test('beyond the limit of keys, the oldest key is removed and can be claimed again', async () => {
  const claims = new MemoryClaims(new FakeClock(), { maxKeys: 3 });
  for (const key of ['a', 'b', 'c', 'd']) await claims.claim([key], 1000);

  expect(claims.size).toBe(3);
  expect(await claims.claim(['b'], 1000)).toBe(false);
  expect(await claims.claim(['d'], 1000)).toBe(false);
  expect(await claims.claim(['a'], 1000)).toBe(true);
});

test('hold protects a key from removal, because it makes the key the newest', async () => {
  const claims = new MemoryClaims(new FakeClock(), { maxKeys: 2 });
  await claims.claim(['a'], 1000);
  await claims.claim(['b'], 1000);
  await claims.hold(['a'], 1000);
  await claims.claim(['c'], 1000);

  expect(await claims.claim(['a'], 1000)).toBe(false);
  expect(await claims.claim(['b'], 1000)).toBe(true);
});

test('at most a hundred thousand keys are kept by default', async () => {
  const claims = new MemoryClaims(new FakeClock());
  const keys = Array.from({ length: 100_001 }, (_, n) => `key-${n}`);
  for (const key of keys) await claims.claim([key], 1000);

  expect(claims.size).toBe(100_000);
});
