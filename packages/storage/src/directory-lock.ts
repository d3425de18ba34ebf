import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { FolderInUseError, SettingError } from './startup-failure.ts';

const heldHere = new Set<string>();

/** A lock on the folder of an embedded database. Two processes on one such database would silently lose writes. */
export interface DirectoryLock {
  release(): Promise<void>;
}

/**
 * Locks the folder. Throws FolderInUseError when another process holds the lock. The operating system holds it for an open
 * SQLite file, so it ends with its process and also counts between containers that share a volume, where every server
 * may be process 1.
 */
export async function lockDirectory(directory: string): Promise<DirectoryLock> {
  const path = join(resolve(directory), 'server.lock');
  await makeDirectory(directory);
  // The system gives a process the same lock twice, so this process is asked first.
  if (heldHere.has(path)) throw new FolderInUseError(directory);
  const file = lockFile(path, directory);
  heldHere.add(path);
  return {
    release: () => {
      // The file stays. If it were removed, another process might lock the removed file and a third one a new file.
      if (heldHere.delete(path)) file.close();
      return Promise.resolve();
    },
  };
}

async function makeDirectory(directory: string): Promise<void> {
  try {
    await mkdir(directory, { recursive: true });
  } catch (cause) {
    throw new SettingError(`DATA_DIR ${directory} cannot be used as a folder: ${reasonOf(cause)}.`, {
      cause,
    });
  }
}

function lockFile(path: string, directory: string): DatabaseSync {
  try {
    return openLocked(path);
  } catch (error) {
    throw codeOf(error) === SQLITE_BUSY ? new FolderInUseError(directory) : cannotLock(path, error);
  }
}

const SQLITE_BUSY = 5;

function openLocked(path: string): DatabaseSync {
  const file = new DatabaseSync(path);
  try {
    file.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    return file;
  } catch (error) {
    file.close();
    throw error;
  }
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'errcode' in error ? error.errcode : undefined;

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const cannotLock = (path: string, cause: unknown): SettingError =>
  new SettingError(
    `The file ${path} cannot be locked: ${reasonOf(cause)}. Check that the folder is writable, or remove the file.`,
    { cause },
  );
