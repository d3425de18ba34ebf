import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { SettingError } from '../settings/startup-failure.ts';

const heldHere = new Set<string>();

/** A lock on the folder of an embedded database. Two processes on one such database would silently lose writes. */
export interface DirectoryLock {
  release(): Promise<void>;
}

/**
 * Locks the folder. A lock of a process that has ended is replaced. Throws SettingError when its process is running.
 */
export async function lockDirectory(directory: string): Promise<DirectoryLock> {
  const path = join(resolve(directory), '.lock');
  await mkdir(directory, { recursive: true });
  if (heldHere.has(path)) throw inUse(directory, process.pid);
  while (!(await create(path))) {
    const owner = await readOwner(path);
    if (owner !== undefined && owner !== process.pid && isAlive(owner)) throw inUse(directory, owner);
    await moveAside(path, owner);
  }
  heldHere.add(path);
  return {
    release: async () => {
      if (heldHere.delete(path)) await rm(path, { force: true });
    },
  };
}

async function create(path: string): Promise<boolean> {
  try {
    await writeFile(path, `${process.pid}\n`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

async function readOwner(path: string): Promise<number | undefined> {
  try {
    const pid = Number.parseInt(await readFile(path, 'utf8'), 10);
    return Number.isInteger(pid) ? pid : undefined;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

// The old lock is renamed and not deleted. When two processes find it at the same time, only one rename succeeds.
async function moveAside(path: string, owner: number | undefined): Promise<void> {
  const aside = `${path}.${process.pid}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return;
    throw error;
  }
  const moved = await readOwner(aside);
  if (moved !== owner) await rename(aside, path);
  else await rm(aside, { force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

const inUse = (directory: string, pid: number): SettingError =>
  new SettingError(
    `DATA_DIR ${directory} is in use by process ${pid}. Stop that server, or give this one another DATA_DIR or a DATABASE_URL.`,
  );
