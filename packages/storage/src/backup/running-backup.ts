import { constants } from 'node:fs';
import { cp, readdir, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { DiskFullError, LEAST_FREE_BYTES } from '../disk-space.ts';
import type { LastingPglite } from '../lasting-pglite.ts';
import type { Schema } from '../schema.ts';
import { writeArchive } from './write-archive.ts';

/** A backup is made already. Each one takes as much disk space as the database. */
export class BackupUnderWayError extends Error {
  override readonly name = 'BackupUnderWayError';

  constructor() {
    super('Another backup is under way.');
  }
}

export interface RunningBackupOptions {
  readonly schema: Schema;
  readonly pglite: LastingPglite;
  readonly dataDir: string;
  /** The folder of the database, in `dataDir`. */
  readonly directory: string;
}

/** The folder in DATA_DIR that a copy of the database lies in while it is archived. */
export const copyIn = (dataDir: string): string => join(dataDir, '.backup');

/**
 * Returns a function that archives the database while it is used. Statements wait only while its files are copied. The copy
 * is what a crash at that moment would leave, which PostgreSQL is made to recover from.
 */
export function createRunningBackup({
  schema: { version, migrations },
  pglite,
  dataDir,
  directory,
}: RunningBackupOptions): () => Promise<Readable> {
  const copy = copyIn(dataDir);
  let isUnderWay = false;
  const end = async () => {
    await rm(copy, { recursive: true, force: true });
    isUnderWay = false;
  };
  return async () => {
    if (isUnderWay) throw new BackupUnderWayError();
    isUnderWay = true;
    try {
      await rm(copy, { recursive: true, force: true });
      // Without it the copy would need longer to recover.
      await pglite.exec('checkpoint');
      await pglite.pause(async () => {
        await requireSpace(directory);
        await copyFiles(directory, copy);
      });
      const archive = writeArchive(copy, { version, migrations: Object.keys(migrations) });
      archive.once('close', () => void end());
      return archive;
    } catch (error) {
      await end();
      throw error;
    }
  };
}

/** Copies the files. On file systems that can, the copy shares their blocks and takes no time. */
const copyFiles = async (from: string, to: string): Promise<void> =>
  await cp(from, to, { recursive: true, mode: constants.COPYFILE_FICLONE });

async function requireSpace(directory: string): Promise<void> {
  const files = await readdir(directory, { recursive: true });
  let needed = LEAST_FREE_BYTES;
  for (const file of files) needed += (await stat(join(directory, file))).size;
  const { bavail, bsize } = await statfs(directory);
  if (bavail * bsize >= needed) return;
  const inMebibytes = (bytes: number) => Math.ceil(bytes / 1_048_576);
  throw new DiskFullError(
    `A backup needs ${inMebibytes(needed)} MiB of free space on the disk of DATA_DIR for a copy, and there are ${inMebibytes(bavail * bsize)} MiB. Free some space, or stop the server and back it up then.`,
  );
}
