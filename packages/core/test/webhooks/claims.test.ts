import { expect, test } from 'vitest';
import { FakeClock } from '../../src/testing/fake-clock.ts';
import { MemoryClaims } from '../../src/webhooks/claims.ts';

test('a key is claimed once', async () => {
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

test('one claimed key prevents the claim of the other keys', async () => {
  const claims = new MemoryClaims(new FakeClock());
  await claims.claim(['b'], 1000);

  expect(await claims.claim(['a', 'b'], 1000)).toBe(false);
  expect(await claims.claim(['a'], 1000)).toBe(true);
});

test('a key is free at the end of its claim, and not before', async () => {
  const clock = new FakeClock();
  const claims = new MemoryClaims(clock);
  await claims.claim(['a'], 1000);

  clock.advance(999);
  expect(await claims.claim(['a'], 5000)).toBe(false);
  clock.advance(1);
  expect(await claims.claim(['a'], 5000)).toBe(true);
});

test('hold sets the end of a claim', async () => {
  const clock = new FakeClock();
  const claims = new MemoryClaims(clock);
  await claims.claim(['a'], 1000);
  await claims.hold(['a'], 3000);

  clock.advance(2999);
  expect(await claims.claim(['a'], 9000)).toBe(false);
  clock.advance(1);
  expect(await claims.claim(['a'], 9000)).toBe(true);
});

test('a released key is free at once', async () => {
  const claims = new MemoryClaims(new FakeClock());
  await claims.claim(['a', 'b'], 1000);
  await claims.release(['a', 'b']);

  expect(await claims.claim(['a', 'b'], 1000)).toBe(true);
});

test('a key is free at its end, even behind a key with a later end', async () => {
  const clock = new FakeClock();
  const claims = new MemoryClaims(clock);
  await claims.claim(['long'], 9000);
  await claims.claim(['short'], 1000);
  clock.advance(1000);

  expect(await claims.claim(['short'], 9000)).toBe(true);
});

test('ended claims are forgotten', async () => {
  const clock = new FakeClock();
  const claims = new MemoryClaims(clock);
  for (let n = 0; n < 100; n++) await claims.claim([`early-${n}`], 1000);
  clock.advance(1000);
  await claims.claim(['late'], 2000);

  expect(claims.size).toBe(1);
});

test('beyond the limit only the oldest keys are forgotten', async () => {
  const claims = new MemoryClaims(new FakeClock(), { maxKeys: 3 });
  for (const key of ['a', 'b', 'c', 'd']) await claims.claim([key], 1000);

  expect(claims.size).toBe(3);
  expect(await claims.claim(['b'], 1000)).toBe(false);
  expect(await claims.claim(['d'], 1000)).toBe(false);
  expect(await claims.claim(['a'], 1000)).toBe(true);
});

test('hold makes a key the newest', async () => {
  const claims = new MemoryClaims(new FakeClock(), { maxKeys: 2 });
  await claims.claim(['a'], 1000);
  await claims.claim(['b'], 1000);
  await claims.hold(['a'], 1000);
  await claims.claim(['c'], 1000);

  expect(await claims.claim(['a'], 1000)).toBe(false);
  expect(await claims.claim(['b'], 1000)).toBe(true);
});

test('a hundred thousand keys are kept by default', async () => {
  const claims = new MemoryClaims(new FakeClock());
  const keys = Array.from({ length: 100_001 }, (_, n) => `key-${n}`);
  for (const key of keys) await claims.claim([key], 1000);

  expect(claims.size).toBe(100_000);
});
