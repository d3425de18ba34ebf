import type { Clock } from '@scrapekit/core';
import { setTimeout as delay } from 'node:timers/promises';

/** How many seconds of a waiting client pass in one second of the machine. */
const SPEED = 5;

const sleep: Clock['sleep'] = async (ms, signal) =>
  await delay(ms / SPEED, undefined, signal === undefined ? {} : { signal });

/** A clock that runs faster than the machine's, so that an hour of polling fits into minutes. */
export function fastClock(): Clock {
  const startedAt = Date.now();
  return { now: () => startedAt + (Date.now() - startedAt) * SPEED, sleep };
}

/**
 * The clock of n8n's engine. Its nodes take the time from the machine, so only the sleep of an execution is shorter than
 * it was asked for.
 */
export const impatientClock: Clock = { now: () => Date.now(), sleep };
