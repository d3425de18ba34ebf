import type { Clock } from '@scrapekit/core';
import { deleteDeliveries } from './deliver/delivery-store.ts';
import { deleteEvents, emptyEvents } from './events/event-store.ts';
import { deleteJobs } from './jobs/job-store.ts';
import { deleteCreations } from './proxy/creation-store.ts';
import type { Db } from './storage/tables.ts';

const DAY_MS = 86_400_000;
/** Longer than any provider repeats a webhook. */
const KEPT_MS = 30 * DAY_MS;
/** How long a job is known to have been reported. */
const KNOWN_MS = 365 * DAY_MS;
const HOUR_MS = 3_600_000;

/** Removes what is older than 30 days, but for the ids of events. */
export async function removeOld(db: Db, now: number): Promise<void> {
  const before = new Date(now - KEPT_MS);
  await deleteDeliveries(db, before);
  await emptyEvents(db, before);
  await deleteEvents(db, new Date(now - KNOWN_MS));
  await deleteJobs(db, before);
  await deleteCreations(db, before);
}

/** Removes what is old every hour. Returns a function that ends it. */
export function startRetention(
  db: Db,
  clock: Pick<Clock, 'now'>,
  onError: (error: unknown) => void,
): () => void {
  const timer = setInterval(() => void removeOld(db, clock.now()).catch(onError), HOUR_MS);
  return () => clearInterval(timer);
}
