import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createAlarm } from '../../src/pacing/alarm.ts';

describe('createAlarm', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('ends a rest at the ring, and leaves no timer', async () => {
    const alarm = createAlarm();
    const rest = alarm.pause(1_000);

    alarm.ring();
    await rest;

    expect(vi.getTimerCount()).toBe(0);
  });

  test('remembers a ring that nobody heard, once', async () => {
    const alarm = createAlarm();
    alarm.ring();
    alarm.ring();

    await alarm.pause(1_000);
    let ended = false;
    const second = alarm.pause(1_000).then(() => (ended = true));
    await vi.advanceTimersByTimeAsync(999);
    const early = ended;
    await vi.advanceTimersByTimeAsync(1);
    await second;

    expect(early).toBe(false);
  });
});
