import { existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { SettingError } from '../startup-failure.ts';
import { lockDirectory } from '../directory-lock.ts';
import { openExisting } from '../open-pglite.ts';
import type { Schema } from '../schema.ts';
import { EngineStartError, startEngine } from '../start-engine.ts';
import { readArchive } from './read-archive.ts';
import { BackupError } from './tar.ts';
import { writeArchive } from './write-archive.ts';

const databaseIn = (dataDir: string): string => join(dataDir, 'postgres');

/** Writes the embedded database of a stopped server to a new file. Throws FolderInUseError while the server runs. */
export async function backUp(schema: Schema, dataDir: string, file: string): Promise<void> {
  const directory = databaseIn(dataDir);
  if (!existsSync(directory))
    throw new SettingError(`There is no database in ${dataDir}. Set DATA_DIR to the server's folder.`);
  const lock = await lockDirectory(dataDir);
  try {
    const pglite = await openExisting(directory);
    const { rows } = await pglite
      .query<{ name: string }>('select name from kysely_migration order by name')
      .finally(async () => await pglite.close());
    const migrations = rows.map(({ name }) => name);
    await writeBackup(schema, file, writeArchive(directory, { version: schema.version, migrations }));
  } finally {
    await lock.release();
  }
}

/** Writes a backup to a new file, and reads the file again to check it. Nothing is left of a backup that failed. */
export async function writeBackup(schema: Schema, file: string, archive: Readable): Promise<void> {
  // The flag makes opening fail when the file exists, so that an earlier backup is not lost.
  const target = await open(file, 'wx', 0o600).catch((error: unknown) => {
    archive.destroy();
    throw error;
  });
  try {
    for await (const chunk of archive as AsyncIterable<Uint8Array>) await target.appendFile(chunk);
    await target.sync();
    await target.close();
    await readArchive(schema, file);
  } catch (error) {
    await target.close();
    await rm(file, { force: true });
    throw error;
  }
}

/**
 * Unpacks a backup into a folder that has no database. The whole backup is read and checked before anything is written.
 * Then its database is opened in a temporary folder, which gets its name as the last step.
 */
export async function restore(schema: Schema, dataDir: string, file: string): Promise<void> {
  await check(schema, file);
  const isNew = !existsSync(dataDir);
  const lock = await lockDirectory(dataDir);
  let isRestored = false;
  try {
    await unpack(schema, dataDir, file);
    isRestored = true;
  } finally {
    await lock.release();
    if (isNew && !isRestored) await rm(dataDir, { recursive: true, force: true });
  }
}

const cannotRestore = (file: string, reason: string, cause: unknown): SettingError =>
  new SettingError(`${file} cannot be restored: ${reason}. Nothing was changed.`, { cause });

async function check(schema: Schema, file: string, folder?: string): Promise<void> {
  try {
    await readArchive(schema, file, folder);
  } catch (error) {
    if (!(error instanceof BackupError)) throw error;
    throw cannotRestore(file, error.message, error);
  }
}

async function unpack(schema: Schema, dataDir: string, file: string): Promise<void> {
  const directory = databaseIn(dataDir);
  if (existsSync(directory))
    throw new SettingError(`There is a database in ${dataDir} already. Move it away, or set DATA_DIR.`);
  const unfinished = join(dataDir, '.restoring');
  try {
    await rm(unfinished, { recursive: true, force: true });
    await check(schema, file, unfinished);
    await rm(join(unfinished, 'postmaster.pid'), { force: true });
    await openAndClose(unfinished, file);
    await rename(unfinished, directory);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
}

async function openAndClose(directory: string, file: string): Promise<void> {
  try {
    await (await startEngine(directory)).close();
  } catch (error) {
    if (!(error instanceof EngineStartError)) throw error;
    throw cannotRestore(file, `its database cannot be opened: ${error.reason}`, error);
  }
}
