import { randomBytes } from 'node:crypto';
import { open, realpath, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { UsageError } from './exit-codes.ts';

/** A file that appears under its name only when it is complete. A file that had the name before stays until then. */
export interface OutputFile {
  /** Writes the whole content and then gives the file its name. */
  write(content: AsyncIterable<string | Uint8Array>): Promise<void>;
  /** Removes an incomplete file. */
  discard(): Promise<void>;
}

/**
 * Creates a file beside the path, so that a path that cannot be written is known before anything is sent. Throws
 * UsageError. The file has the usual permissions of new files, or those of the file that it replaces.
 */
export async function createOutputFile(path: string): Promise<OutputFile> {
  const mode = await requireReplaceable(path);
  // A link stays, and the file to which it leads is replaced.
  const target = await realpath(path).catch(() => path);
  const incomplete = `${target}.${randomBytes(6).toString('hex')}.part`;
  const file = await createFile(incomplete, path);
  return {
    async write(content) {
      if (mode !== undefined) await file.chmod(mode);
      await pipeline(content, file.createWriteStream());
      await rename(incomplete, target);
    },
    async discard() {
      await file.close();
      await rm(incomplete, { force: true });
    },
  };
}

/**
 * Returns the permissions of the file that will be replaced, or undefined when there is none. Throws UsageError, because a
 * rename onto a directory fails, and one onto a device or a pipe would remove it.
 */
async function requireReplaceable(path: string): Promise<number | undefined> {
  if (path === '') throw new UsageError('The name of the file is empty.');
  const existing = await stat(path).catch(() => undefined);
  if (existing === undefined) return undefined;
  if (existing.isFile()) return existing.mode & 0o777;
  const kind = existing.isDirectory() ? 'is a directory' : 'is not an ordinary file';
  throw new UsageError(`${path} ${kind}, so it cannot be replaced. Give the name of a file.`);
}

/** An existing file or link of this name is refused and not followed. */
async function createFile(incomplete: string, path: string): Promise<FileHandle> {
  try {
    return await open(incomplete, 'wx');
  } catch (cause) {
    throw new UsageError(`The file ${path} cannot be written.`, { cause });
  }
}
