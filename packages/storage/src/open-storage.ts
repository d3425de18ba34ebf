import type { Readable } from 'node:stream';
import type { Kysely } from 'kysely';
import { DatabaseError } from './startup-failure.ts';
import { openPglite } from './open-pglite.ts';
import { openPostgres } from './open-postgres.ts';
import { openQueues, type Queues } from './queues.ts';
import type { Database, DatabaseOptions, Transaction } from './database.ts';
import { migrate, type Schema } from './schema.ts';

/** The tables and the queues, in one database, so that one transaction covers both. */
export interface Storage<Tables> {
  readonly db: Kysely<Tables>;
  readonly queues: Queues;
  /** True when no other process can use the data (PGlite). */
  readonly embedded: boolean;
  /**
   * Returns the result of `load`, or its earlier result for the same key if nothing was written since. With PostgreSQL
   * it always calls `load`, because other processes may write. Use it for reads that are frequent and seldom change.
   */
  remember<T>(key: string, load: () => Promise<T>): Promise<T>;
  /** Inside `work`, use only the transaction. On PGlite a query outside of it would wait for its end without limit. */
  transaction<T>(work: (trx: Transaction<Tables>) => Promise<T>): Promise<T>;
  /** A transaction in which all reads see the data of one moment (repeatable read). */
  snapshot<T>(work: (trx: Transaction<Tables>) => Promise<T>): Promise<T>;
  /**
   * Archives the embedded database while it is used. Throws BackupUnderWayError while another backup is made, and
   * DiskFullError when there is no room for a copy. Absent on PostgreSQL.
   */
  readonly backUp?: (() => Promise<Readable>) | undefined;
  close(): Promise<void>;
}

export interface StorageOptions<Tables> extends DatabaseOptions {
  readonly dataDir: string;
  readonly databaseUrl?: string;
  readonly queueNames: readonly string[];
  readonly onError: (error: unknown) => void;
  /** Called before the work of a transaction. The function that it returns is called after the commit. */
  readonly onTransaction?: ((trx: Transaction<Tables>) => () => void) | undefined;
}

/**
 * Opens PGlite in `dataDir`, or PostgreSQL at `databaseUrl`, and brings its tables up to date. Throws DatabaseError when
 * the database cannot be reached or refuses a statement.
 */
export async function openStorage<Tables>(
  schema: Schema,
  { dataDir, databaseUrl, queueNames, onError, onTransaction, ...options }: StorageOptions<Tables>,
): Promise<Storage<Tables>> {
  const database =
    databaseUrl === undefined
      ? await openPglite<Tables>(schema, dataDir, options)
      : openPostgres<Tables>(databaseUrl, options);
  const { db, boss } = database;
  boss.on('error', onError);
  try {
    await migrate(db, schema);
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
        let onCommit: (() => void) | undefined;
        const result = await db.transaction().execute(async (trx) => {
          onCommit = onTransaction?.(trx);
          return await work(trx);
        });
        onCommit?.();
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

async function closeQuietly({ boss, close }: Pick<Database<never>, 'boss' | 'close'>): Promise<void> {
  await boss.stop({ graceful: false }).catch(() => undefined);
  await close().catch(() => undefined);
}
