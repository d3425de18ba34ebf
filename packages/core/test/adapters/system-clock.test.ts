import { expect, test } from 'vitest';
import { systemClock } from '../../src/adapters/system-clock.ts';

test('C195: an aborted sleep ends at once with the reason of the signal', async () => {
  const sleeping = systemClock.sleep(3_600_000, AbortSignal.abort(new Error('enough')));

  await expect(sleeping).rejects.toThrow('enough');
});

test('the time is in milliseconds', () => {
  expect(new Date(systemClock.now()).getUTCFullYear()).toBeGreaterThan(2025);
});
