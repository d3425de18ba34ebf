import { existsSync } from 'node:fs';
import { access, constants, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import type { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import { fromPglite, PgBoss } from 'pg-boss';
import { SettingError } from './startup-failure.ts';
import { copyIn, createRunningBackup } from './backup/running-backup.ts';
import type { Database, DatabaseOptions } from './database.ts';
import { lockDirectory } from './directory-lock.ts';
import { createDiskSpace } from './disk-space.ts';
import { createLastingPglite } from './lasting-pglite.ts';
import { queueClockOptions } from './queues.ts';
import { createReadCache } from './read-cache.ts';
import type { Schema } from './schema.ts';
import { reportSlowQuery } from './slow-queries.ts';
import { startEngine } from './start-engine.ts';

/** Opens PGlite, which is PostgreSQL inside this process, in `dataDir`. Throws SettingError when a process uses it. */
export async function openPglite<Tables>(
  schema: Schema,
  dataDir: string,
  { queueClock, onSlowQuery }: DatabaseOptions = {},
): Promise<Database<Tables>> {
  const lock = await lockDirectory(dataDir);
  try {
    const directory = join(dataDir, 'postgres');
    const disk = createDiskSpace({ directory: dataDir });
    await disk.require();
    // The end of the process cut a backup short.
    await rm(copyIn(dataDir), { recursive: true, force: true });
    const pglite = createLastingPglite(await createPglite(directory), {
      reopen: async () => await openExisting(directory),
      disk,
    });
    const cache = createReadCache();
    const db = new Kysely<Tables>({
      dialect: new PGliteDialect({ pglite }),
      log: (event) => {
        cache.noteStatement(event.query.sql);
        if (onSlowQuery !== undefined) reportSlowQuery(event, onSlowQuery);
      },
    });
    const boss = new PgBoss({
      backend: 'pglite',
      db: fromPglite(pglite),
      schedule: false,
      ...queueClockOptions(queueClock),
      // No other process can hold a claim. One is lost only when its message cannot be returned on a full disk.
      superviseIntervalSeconds: 15,
    });
    const close = async () => {
      await db.destroy();
      await lock.release();
    };
    const backUp = createRunningBackup({ schema, pglite, dataDir, directory });
    return { db, boss, embedded: true, cache, backUp, close };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

const seed = new URL('../seed/pglite.tar.br', import.meta.url);

/**
 * Opens the database in `directory`. A new database is unpacked from a prepared archive, because creating one takes
 * three times as long and twice the memory.
 */
async function createPglite(directory: string): Promise<PGlite> {
  const unfinished = join(directory, '..', '.unpacking');
  // An earlier start was interrupted while it unpacked. The folder is incomplete and holds no data.
  if (existsSync(unfinished)) await rm(directory, { recursive: true, force: true });
  if (existsSync(directory)) return await openExisting(directory);
  await mkdir(join(directory, '..'), { recursive: true });
  await writeFile(unfinished, '');
  const tar = await promisify(brotliDecompress)(await readFile(seed));
  const pglite = await startEngine(directory, new Blob([tar]));
  await rm(unfinished);
  return pglite;
}

/** Opens a database of an earlier start. Throws SettingError for a folder that holds none. */
export async function openExisting(directory: string): Promise<PGlite> {
  // Without this file the database would be created anew, and it would seem as if all data were gone.
  if (!existsSync(join(directory, 'PG_VERSION'))) {
    throw new SettingError(
      `The database in ${directory} is damaged: its file PG_VERSION is missing. Restore a backup, or move the folder away.`,
    );
  }
  await requireWritable(directory);
  // A killed server leaves this file. It would refuse to open the database, but the lock of the folder has decided.
  await rm(join(directory, 'postmaster.pid'), { force: true });
  return await startEngine(directory);
}

async function requireWritable(directory: string): Promise<void> {
  try {
    await access(directory, constants.R_OK | constants.W_OK);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new SettingError(
      `The server may not write to its database: ${reason}. Give its user the right to write, or set another DATA_DIR.`,
      { cause },
    );
  }
}
