import type { Clock } from 'pg-boss';
import { migrate } from './migrate.ts';
import { openPglite } from './open-pglite.ts';
import { openPostgres } from './open-postgres.ts';
import { openQueues, type Queues } from './queues.ts';
import type { Database, Reader, Transaction } from './database.ts';

/** Tables and queues on one database; a transaction covers both. */
export interface Storage {
  readonly db: Reader;
  readonly queues: Queues;
  /** True when this process alone can reach the data. */
  readonly embedded: boolean;
  /**
   * What `load` reads, or read since the last write under the same key: for reads that come often and change seldom.
   * Where other processes write, it reads each time.
   */
  remember<T>(key: string, load: () => Promise<T>): Promise<T>;
  /** Inside, use the transaction for everything: on PGlite any other handle waits for it for ever. */
  transaction<T>(work: (trx: Transaction) => Promise<T>): Promise<T>;
  /** A transaction that sees one moment throughout. */
  snapshot<T>(work: (trx: Transaction) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface StorageOptions {
  readonly dataDir: string;
  readonly databaseUrl?: string;
  readonly queueNames: readonly string[];
  readonly onError: (error: unknown) => void;
  /** The time by which delayed messages come due. @default the database's */
  readonly queueClock?: Clock;
}

/** Opens PGlite in `dataDir`, or PostgreSQL at `databaseUrl`, with its tables up to date. */
export async function openStorage({
  dataDir,
  databaseUrl,
  queueNames,
  onError,
  queueClock,
}: StorageOptions): Promise<Storage> {
  const database =
    databaseUrl === undefined ? await openPglite(dataDir, queueClock) : openPostgres(databaseUrl, queueClock);
  const { db, boss } = database;
  boss.on('error', onError);
  try {
    await migrate(db);
    await boss.start();
    const queues = await openQueues(database, queueNames);
    return {
      db,
      queues,
      embedded: database.embedded,
      remember: async (key, load) =>
        database.cache === undefined ? await load() : await database.cache.read(key, load),
      transaction: async (work) => await db.transaction().execute(work),
      snapshot: async (work) => await db.transaction().setIsolationLevel('repeatable read').execute(work),
      close: async () => {
        await boss.stop({ graceful: false });
        await database.close();
      },
    };
  } catch (error) {
    await closeQuietly(database);
    throw error;
  }
}

async function closeQuietly({ boss, close }: Database): Promise<void> {
  await boss.stop({ graceful: false }).catch(() => undefined);
  await close().catch(() => undefined);
}
