import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createAlarm } from '../src/alarm.ts';

describe('createAlarm', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('a ring ends the pause and leaves no timer', async () => {
    const alarm = createAlarm();
    const pause = alarm.pause(1_000);

    alarm.ring();
    await pause;

    expect(vi.getTimerCount()).toBe(0);
  });

  test('rings without a pause end only the next pause', async () => {
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
