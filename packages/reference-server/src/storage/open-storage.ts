import type { Readable } from 'node:stream';
import { DatabaseError } from '../settings/startup-failure.ts';
import { collectEvents, type CommittedEvent } from './committed-events.ts';
import { migrate } from './migrate.ts';
import { openPglite } from './open-pglite.ts';
import { openPostgres } from './open-postgres.ts';
import { openQueues, type Queues } from './queues.ts';
import type { Database, DatabaseOptions, Db, Transaction } from './database.ts';

/** The tables and the queues, in one database, so that one transaction covers both. */
export interface Storage {
  readonly db: Db;
  readonly queues: Queues;
  /** True when no other process can use the data (PGlite). */
  readonly embedded: boolean;
  /**
   * Returns the result of `load`, or its earlier result for the same key if nothing was written since. With PostgreSQL
   * it always calls `load`, because other processes may write. Use it for reads that are frequent and seldom change.
   */
  remember<T>(key: string, load: () => Promise<T>): Promise<T>;
  /** Inside `work`, use only the transaction. On PGlite a query outside of it would wait for its end without limit. */
  transaction<T>(work: (trx: Transaction) => Promise<T>): Promise<T>;
  /** A transaction in which all reads see the data of one moment (repeatable read). */
  snapshot<T>(work: (trx: Transaction) => Promise<T>): Promise<T>;
  /**
   * Archives the embedded database while it is used. Throws BackupUnderWayError while another backup is made, and
   * DiskFullError when there is no room for a copy. Absent on PostgreSQL.
   */
  readonly backUp?: (() => Promise<Readable>) | undefined;
  close(): Promise<void>;
}

export interface StorageOptions extends DatabaseOptions {
  readonly dataDir: string;
  readonly databaseUrl?: string;
  readonly queueNames: readonly string[];
  readonly onError: (error: unknown) => void;
  /** Called with what a transaction did, after it has committed. */
  readonly onCommitted?: (event: CommittedEvent) => void;
}

/**
 * Opens PGlite in `dataDir`, or PostgreSQL at `databaseUrl`, and brings its tables up to date. Throws DatabaseError when
 * the database cannot be reached or refuses a statement.
 */
export async function openStorage({
  dataDir,
  databaseUrl,
  queueNames,
  onError,
  onCommitted,
  ...options
}: StorageOptions): Promise<Storage> {
  const database =
    databaseUrl === undefined ? await openPglite(dataDir, options) : openPostgres(databaseUrl, options);
  const { db, boss } = database;
  boss.on('error', onError);
  try {
    await migrate(db);
    await boss.start();
    const queues = await openQueues(database, { names: queueNames, onError });
    return {
      db,
      queues,
      embedded: database.embedded,
      backUp: database.backUp,
      remember: async (key, load) =>
        database.cache === undefined ? await load() : await database.cache.read(key, load),
      transaction: async (work) => {
        const { result, events } = await db.transaction().execute(async (trx) => {
          const collected = collectEvents(trx);
          return { result: await work(trx), events: collected };
        });
        if (onCommitted !== undefined) events.forEach(onCommitted);
        return result;
      },
      snapshot: async (work) => await db.transaction().setIsolationLevel('repeatable read').execute(work),
      close: async () => {
        await queues.close();
        await boss.stop({ graceful: false });
        await database.close();
      },
    };
  } catch (error) {
    await closeQuietly(database);
    throw error instanceof DatabaseError ? error : new DatabaseError(error);
  }
}

async function closeQuietly({ boss, close }: Database): Promise<void> {
  await boss.stop({ graceful: false }).catch(() => undefined);
  await close().catch(() => undefined);
}
