import { setTimeout as delay } from 'node:timers/promises';

const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 300;

/**
 * Reads repeatedly until `ready` returns true, and returns the last value. The time limit of the test ends a wait in
 * vain. The pauses grow, because an API key may send only 300 requests a minute.
 */
export async function eventually<T>(read: () => T | Promise<T>, ready: (value: T) => boolean): Promise<T> {
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 1.25, LONGEST_PAUSE_MS)) {
    const value = await read();
    if (ready(value)) return value;
    await delay(pauseMs);
  }
}
