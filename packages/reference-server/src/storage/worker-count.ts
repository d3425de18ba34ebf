import { createAlarm } from '@scrapekit/storage';
import { type Kysely, sql } from 'kysely';
import type { Storage } from './open-storage.ts';
import type { Tables } from './tables.ts';

/** The number of the advisory lock that each worker shares. PostgreSQL releases it when the worker's connection ends. */
const WORKER_LOCK = 7_354_214;
const RECOUNT_MS = 5_000;

/** Counts the processes that work on this database, so that each keeps to its share of a common limit. */
export interface WorkerCount {
  /** The number of workers, this one included. It is up to five seconds old. */
  current(): number;
  close(): Promise<void>;
}

/** Registers this process as a worker. Without a connection to PostgreSQL the last count stays. */
export function openWorkerCount({ db, embedded }: Pick<Storage, 'db' | 'embedded'>): WorkerCount {
  if (embedded) return { current: () => 1, close: () => Promise.resolve() };
  let workers = 1;
  let isClosed = false;
  const alarm = createAlarm();
  const countOn = async (connection: Kysely<Tables>) => {
    await sql`select pg_advisory_lock_shared(${WORKER_LOCK})`.execute(connection);
    while (!isClosed) {
      workers = Math.max(1, await countLocks(connection));
      await alarm.pause(RECOUNT_MS);
    }
    await sql`select pg_advisory_unlock_shared(${WORKER_LOCK})`.execute(connection);
  };
  const loop = async () => {
    while (!isClosed) {
      await db
        .connection()
        .execute(countOn)
        .catch(async () => await alarm.pause(RECOUNT_MS));
    }
  };
  const looping = loop();
  return {
    current: () => workers,
    close: async () => {
      isClosed = true;
      alarm.ring();
      await looping;
    },
  };
}

async function countLocks(connection: Kysely<Tables>): Promise<number> {
  // PostgreSQL shows the number of such a lock in two halves, of which the upper one is 0 here.
  const { rows } = await sql<{ workers: number }>`
    select count(*) as workers from pg_locks
    where locktype = 'advisory' and granted and classid = 0 and objid = ${WORKER_LOCK} and objsubid = 1
      and database = (select oid from pg_database where datname = current_database())`.execute(connection);
  return rows[0]?.workers ?? 1;
}
