import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 20;

/** Reads until `ready`; the test's own time limit ends a wait that is in vain. */
export async function eventually<T>(read: () => T | Promise<T>, ready: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await read();
    if (ready(value)) return value;
    await delay(POLL_MS);
  }
}
