import { join } from 'node:path';
import { Kysely, PGliteDialect } from 'kysely';
import { fromPglite, PgBoss, type Clock } from 'pg-boss';
import { createPglite } from './create-pglite.ts';
import { lockDirectory } from './directory-lock.ts';
import { testable } from './queue-clock.ts';
import { createReadCache } from './read-cache.ts';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';

/** PostgreSQL inside this process, kept in `dataDir`; one process at a time. */
export async function openPglite(dataDir: string, queueClock?: Clock): Promise<Database> {
  const lock = await lockDirectory(dataDir);
  try {
    const pglite = await createPglite(join(dataDir, 'postgres'));
    const cache = createReadCache();
    const db = new Kysely<Tables>({
      dialect: new PGliteDialect({ pglite }),
      log: ({ query }) => cache.see(query.sql),
    });
    const boss = new PgBoss({
      backend: 'pglite',
      db: fromPglite(pglite),
      schedule: false,
      ...testable(queueClock),
      // Nobody else can hold a claim, so there is little to supervise.
      superviseIntervalSeconds: 60,
    });
    const close = async () => {
      await db.destroy();
      await lock.release();
    };
    return { db, boss, embedded: true, cache, close };
  } catch (error) {
    await lock.release();
    throw error;
  }
}
