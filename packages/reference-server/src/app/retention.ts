import type { Clock } from '@scrapekit/core';
import { sql } from 'kysely';
import { deleteRefunds } from '../accounts/ledger.ts';
import { deleteItems } from '../jobs/job-items.ts';
import { deleteJobs, listEndedBefore } from '../jobs/job-store.ts';
import { deleteRows } from '../jobs/results.ts';
import type { Transaction } from '../storage/database.ts';
import type { Storage } from '../storage/open-storage.ts';
import { deleteDeliveries, deleteTestDeliveries } from '../webhooks/delivery-store.ts';
import { deleteEvents, listEventIds } from '../webhooks/event-log.ts';

/** How long a job and its results are kept after its end (C118). */
export const KEPT_MS = 30 * 86_400_000;
const EVERY_MS = 3_600_000;

export interface RetentionOptions {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly onError: (error: unknown) => void;
}

/** Removes expired jobs when it starts and then once in an hour. */
export interface Retention {
  start(): void;
  /** Resolves when the current removal has ended. */
  stop(): Promise<void>;
}

export function createRetention({ storage, clock, onError }: RetentionOptions): Retention {
  const stopping = new AbortController();
  const { signal } = stopping;
  let looping = Promise.resolve();
  const loop = async () => {
    while (!signal.aborted) {
      const before = new Date(clock.now() - KEPT_MS);
      await removeExpired(storage, { before, signal }).catch(onError);
      await clock.sleep(EVERY_MS, signal).catch(() => undefined);
    }
  };
  return {
    start: () => {
      looping = loop();
    },
    stop: async () => {
      stopping.abort();
      await looping;
    },
  };
}

/** The number of the advisory lock with which only one process removes jobs at a time. */
const RETENTION_LOCK = 7_354_213;
/** A job may have 20,000 chunks of rows. The embedded database answers no request while it deletes them. */
const JOBS_AT_ONCE = 10;

/**
 * Removes jobs that ended before `before`, with their rows, events and deliveries. The ledger is kept. Returns at once
 * when another process is removing jobs.
 */
async function removeExpired(
  storage: Storage,
  { before, signal }: { readonly before: Date; readonly signal: AbortSignal },
): Promise<void> {
  let removed: number;
  do {
    removed = await storage.transaction(async (trx) =>
      (await takeLock(trx)) ? await removeSome(trx, before) : 0,
    );
  } while (removed === JOBS_AT_ONCE && !signal.aborted);
}

async function takeLock(trx: Transaction): Promise<boolean> {
  const { rows } = await sql<{ taken: boolean }>`
    select pg_try_advisory_xact_lock(${RETENTION_LOCK}) as taken`.execute(trx);
  return rows[0]?.taken ?? false;
}

async function removeSome(trx: Transaction, before: Date): Promise<number> {
  const jobs = await listEndedBefore(trx, before, JOBS_AT_ONCE);
  if (jobs.length > 0) await removeJobs(trx, jobs);
  await deleteTestDeliveries(trx, before);
  return jobs.length;
}

async function removeJobs(trx: Transaction, ids: readonly string[]): Promise<void> {
  await deleteDeliveries(trx, { jobIds: ids, eventIds: await listEventIds(trx, ids) });
  await deleteEvents(trx, ids);
  await deleteRows(trx, ids);
  await deleteItems(trx, ids);
  await deleteRefunds(trx, ids);
  await deleteJobs(trx, ids);
}
