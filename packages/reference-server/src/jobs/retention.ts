import type { Clock } from '@scrapekit/core';
import { sql } from 'kysely';
import type { Transaction } from '../storage/database.ts';
import type { Storage } from '../storage/open-storage.ts';

/** How long a job and its results are kept after its end (C118). */
export const KEPT_MS = 30 * 86_400_000;
const EVERY_MS = 3_600_000;

export interface RetentionOptions {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly onError: (error: unknown) => void;
}

/** Removes what has been kept long enough: at once, and every hour. */
export interface Retention {
  start(): void;
  /** Resolves when nothing is being removed any more. */
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

/** Held by the one process that removes at a time. */
const RETENTION_LOCK = 7_354_213;
/** A job may have 20,000 chunks of rows, and an embedded database does nothing else meanwhile. */
const JOBS_AT_ONCE = 10;
/** Deliveries in these states are over. */
const SETTLED = ['delivered', 'failed', 'dropped', 'interrupted'];

export interface RemoveExpired {
  /** Jobs that ended earlier, and deliveries without a job that are older, are removed. */
  readonly before: Date;
  readonly signal: AbortSignal;
}

/** Removes old jobs with their rows, events and deliveries; the ledger stays. Does nothing while another process does it. */
async function removeExpired(storage: Storage, { before, signal }: RemoveExpired): Promise<void> {
  let removed: number;
  do {
    removed = await storage.transaction(async (trx) =>
      (await isOurTurn(trx)) ? await removeSome(trx, before) : 0,
    );
  } while (removed === JOBS_AT_ONCE && !signal.aborted);
}

async function isOurTurn(trx: Transaction): Promise<boolean> {
  const { rows } = await sql<{ ours: boolean }>`
    select pg_try_advisory_xact_lock(${RETENTION_LOCK}) as ours`.execute(trx);
  return rows[0]?.ours ?? false;
}

async function removeSome(trx: Transaction, before: Date): Promise<number> {
  const jobs = await trx
    .selectFrom('job')
    .select('id')
    .where('finished_at', '<', before)
    .orderBy('finished_at')
    .limit(JOBS_AT_ONCE)
    .execute();
  await removeJobs(
    trx,
    jobs.map(({ id }) => id),
  );
  await trx
    .deleteFrom('delivery')
    .where('job_id', 'is', null)
    .where('created_at', '<', before)
    .where('state', 'in', SETTLED)
    .execute();
  await sql`
    delete from event where job_id is null and created_at < ${before}
      and not exists (select from delivery where delivery.event_id = event.id)`.execute(trx);
  return jobs.length;
}

async function removeJobs(trx: Transaction, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const events = trx.selectFrom('event').select('id').where('job_id', 'in', ids);
  await trx.deleteFrom('delivery').where('job_id', 'in', ids).execute();
  await trx.deleteFrom('delivery').where('event_id', 'in', events).execute();
  for (const table of ['event', 'result_chunk', 'job_item', 'refund_due'] as const)
    await trx.deleteFrom(table).where('job_id', 'in', ids).execute();
  await trx.deleteFrom('job').where('id', 'in', ids).execute();
}
