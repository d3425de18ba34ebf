import type { Clock } from '@scrapekit/core';
import { deleteEvents } from './events/event-store.ts';
import { deleteJobs } from './jobs/job-store.ts';
import { deleteCreations } from './proxy/creation-store.ts';
import type { Db } from './storage/tables.ts';

const DAY_MS = 86_400_000;
/** Longer than any provider repeats a webhook. */
const KEPT_MS = 30 * DAY_MS;
const HOUR_MS = 3_600_000;

/** Removes what is older than 30 days, every hour. Returns a function that ends it. */
export function startRetention(
  db: Db,
  clock: Pick<Clock, 'now'>,
  onError: (error: unknown) => void,
): () => void {
  const clean = async () => {
    const before = new Date(clock.now() - KEPT_MS);
    await deleteEvents(db, before);
    await deleteJobs(db, before);
    await deleteCreations(db, before);
  };
  const timer = setInterval(() => void clean().catch(onError), HOUR_MS);
  return () => clearInterval(timer);
}
