import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import { type Clock, fromPglite, PgBoss } from 'pg-boss';
import type { Database } from './database.ts';
import { lockDirectory } from './directory-lock.ts';
import { queueClockOptions } from './queues.ts';
import { createReadCache } from './read-cache.ts';
import type { Tables } from './tables.ts';

/** Opens PGlite, which is PostgreSQL inside this process, in `dataDir`. Throws SettingError when a process uses it. */
export async function openPglite(dataDir: string, queueClock?: Clock): Promise<Database> {
  const lock = await lockDirectory(dataDir);
  try {
    const pglite = await createPglite(join(dataDir, 'postgres'));
    const cache = createReadCache();
    const db = new Kysely<Tables>({
      dialect: new PGliteDialect({ pglite }),
      log: ({ query }) => cache.noteStatement(query.sql),
    });
    const boss = new PgBoss({
      backend: 'pglite',
      db: fromPglite(pglite),
      schedule: false,
      ...queueClockOptions(queueClock),
      // No other process can hold a claim, so there is little to supervise.
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

const seed = new URL('../../seed/pglite.tar.br', import.meta.url);

/**
 * Opens the database in `directory`. A new database is unpacked from a prepared archive, because creating one takes
 * three times as long and twice the memory.
 */
async function createPglite(directory: string): Promise<PGlite> {
  const unfinished = join(directory, '..', '.unpacking');
  // An earlier start was interrupted while it unpacked. The folder is incomplete and holds no data.
  if (existsSync(unfinished)) await rm(directory, { recursive: true, force: true });
  if (existsSync(directory)) return await PGlite.create(directory);
  await mkdir(join(directory, '..'), { recursive: true });
  await writeFile(unfinished, '');
  const tar = await promisify(brotliDecompress)(await readFile(seed));
  const pglite = await PGlite.create(directory, { loadDataDir: new Blob([tar]) });
  await rm(unfinished);
  return pglite;
}
