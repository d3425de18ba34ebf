import { expect, test } from 'vitest';
import { FakeClock } from '../../src/testing/fake-clock.ts';
import type { WebhookEvent } from '../../src/webhook-event.ts';
import { MemoryEvents } from '../../src/webhooks/kept-events.ts';

const event = (jobId: string): WebhookEvent => ({
  provider: 'scrapfly',
  trust: 'signed',
  readable: true,
  jobId,
  deduplicationKey: jobId,
  payload: {},
});
const KIBIBYTE = 1024;

test('an event is found by its job id only', async () => {
  const events = new MemoryEvents(new FakeClock());
  await events.put('a', event('a'), { untilMs: 1000, bytes: 10 });

  expect(await events.get('a')).toEqual(event('a'));
  expect(await events.get('b')).toBeUndefined();
});

test('a later event of a job replaces the earlier one', async () => {
  const events = new MemoryEvents(new FakeClock());
  await events.put('a', event('first'), { untilMs: 1000, bytes: 10 });
  await events.put('a', event('second'), { untilMs: 1000, bytes: 10 });

  expect(await events.get('a')).toEqual(event('second'));
});

test('an event is forgotten at its end, and not before', async () => {
  const clock = new FakeClock();
  const events = new MemoryEvents(clock);
  await events.put('a', event('a'), { untilMs: 1000, bytes: 10 });

  clock.advance(999);
  expect(await events.get('a')).toEqual(event('a'));
  clock.advance(1);
  expect(await events.get('a')).toBeUndefined();
});

test('beyond the limit only the oldest events are forgotten', async () => {
  // The size of each event is its body and one kibibyte.
  const events = new MemoryEvents(new FakeClock(), { maxBytes: 4 * KIBIBYTE });
  for (const id of ['a', 'b', 'c']) await events.put(id, event(id), { untilMs: 1000, bytes: KIBIBYTE });

  expect(await events.get('a')).toBeUndefined();
  expect(await events.get('b')).toEqual(event('b'));
  expect(await events.get('c')).toEqual(event('c'));
});

test('the newest event is kept, however large it is', async () => {
  const events = new MemoryEvents(new FakeClock(), { maxBytes: 10 });
  await events.put('a', event('a'), { untilMs: 1000, bytes: 5 });
  await events.put('b', event('b'), { untilMs: 1000, bytes: 500 });

  expect(await events.get('a')).toBeUndefined();
  expect(await events.get('b')).toEqual(event('b'));
});

test('replaced and ended events do not count towards the limit', async () => {
  const clock = new FakeClock();
  const events = new MemoryEvents(clock, { maxBytes: 4 * KIBIBYTE });
  for (let n = 0; n < 9; n++) await events.put('a', event('a'), { untilMs: 1000, bytes: KIBIBYTE });
  await events.put('b', event('b'), { untilMs: 9000, bytes: KIBIBYTE });
  expect(await events.get('a')).toEqual(event('a'));
  await events.put('a', event('a'), { untilMs: 1000, bytes: KIBIBYTE });

  clock.advance(1000);
  await events.get('a');
  await events.put('c', event('c'), { untilMs: 9000, bytes: KIBIBYTE });

  expect(await events.get('b')).toEqual(event('b'));
});

test('64 MiB of bodies are kept unless told otherwise', async () => {
  const events = new MemoryEvents(new FakeClock());
  const half = 32 * KIBIBYTE * KIBIBYTE - KIBIBYTE;
  await events.put('a', event('a'), { untilMs: 1000, bytes: half });
  await events.put('b', event('b'), { untilMs: 1000, bytes: half });
  expect(await events.get('a')).toEqual(event('a'));

  await events.put('c', event('c'), { untilMs: 1000, bytes: 0 });
  expect(await events.get('a')).toBeUndefined();
});
