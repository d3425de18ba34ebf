import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SettingError } from '../settings/startup-failure.ts';
import { lockDirectory } from './directory-lock.ts';
import { openExisting } from './open-pglite.ts';
import { startEngine } from './start-engine.ts';

const databaseIn = (dataDir: string): string => join(dataDir, 'postgres');

/** Writes the embedded database of a stopped server to a new file, a gzipped tar. */
export async function backUp(dataDir: string, file: string): Promise<void> {
  if (!existsSync(databaseIn(dataDir)))
    throw new SettingError(`There is no database in ${dataDir}. Set DATA_DIR to the server's folder.`);
  await using held = new AsyncDisposableStack();
  const lock = await lockDirectory(dataDir);
  held.defer(async () => await lock.release());
  const pglite = await openExisting(databaseIn(dataDir));
  held.defer(async () => await pglite.close());
  const dump = Buffer.from(await (await pglite.dumpDataDir('gzip')).arrayBuffer());
  // The flag makes writing fail when the file exists, so that an earlier backup is not lost.
  await writeFile(file, dump, { flag: 'wx', mode: 0o600 });
}

/** Unpacks a backup into a folder that has no database. */
export async function restore(dataDir: string, file: string): Promise<void> {
  const dump = await readFile(file);
  await using held = new AsyncDisposableStack();
  const lock = await lockDirectory(dataDir);
  held.defer(async () => await lock.release());
  if (existsSync(databaseIn(dataDir)))
    throw new SettingError(`There is a database in ${dataDir} already. Move it away, or set DATA_DIR.`);
  const pglite = await startEngine(databaseIn(dataDir), new Blob([dump]));
  await pglite.close();
}
