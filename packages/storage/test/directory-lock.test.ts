import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { SettingError } from '../src/startup-failure.ts';
import { lockDirectory } from '../src/directory-lock.ts';

const modulePath = fileURLToPath(new URL('../src/directory-lock.ts', import.meta.url));

/** Starts a process that locks the folder and resolves when it has the lock, or has been refused. */
async function lockElsewhere(directory: string) {
  const script = `
    import { lockDirectory } from ${JSON.stringify(modulePath)};
    try {
      await lockDirectory(process.argv[1]);
      console.log('held');
      setInterval(() => {}, 1000);
    } catch (error) {
      console.log(error.message);
    }`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, directory], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { answer: line.toString().trim(), child };
}

describe('lockDirectory', () => {
  let directory = '';
  beforeEach(async () => void (directory = await mkdtemp(join(tmpdir(), 'scrapekit-lock-'))));
  afterEach(async () => await rm(directory, { recursive: true }));

  test('a locked folder is refused until it is released', async () => {
    const lock = await lockDirectory(directory);

    await expect(lockDirectory(directory)).rejects.toThrow(SettingError);
    await lock.release();
    await (await lockDirectory(directory)).release();
  });

  test('a folder that another process has locked is refused, and free when that process is killed', async () => {
    const { answer, child } = await lockElsewhere(directory);
    expect(answer).toBe('held');

    await expect(lockDirectory(directory)).rejects.toThrow('is in use by another server');
    child.kill('SIGKILL');
    await once(child, 'exit');

    await (await lockDirectory(directory)).release();
  });

  test('of five processes that lock a folder at the same time, one gets it', async () => {
    const others = await Promise.all(Array.from({ length: 5 }, async () => await lockElsewhere(directory)));

    expect(others.filter(({ answer }) => answer === 'held')).toHaveLength(1);
    expect(others.filter(({ answer }) => answer.includes('is in use'))).toHaveLength(4);
  });

  test('a lock file of an earlier version does not count', async () => {
    await writeFile(join(directory, '.lock'), `${process.pid}\n`);

    await (await lockDirectory(directory)).release();
  });

  test('a missing folder is created', async () => {
    const lock = await lockDirectory(join(directory, 'a', 'b'));

    expect(existsSync(join(directory, 'a', 'b'))).toBe(true);
    await lock.release();
  });

  test.each(['file', join('file', 'below')])('a path that is no folder is refused: %s', async (path) => {
    await writeFile(join(directory, 'file'), '');

    await expect(lockDirectory(join(directory, path))).rejects.toThrow('cannot be used as a folder');
  });

  test('a lock file that cannot be opened is named', async () => {
    await mkdir(join(directory, 'server.lock'));

    await expect(lockDirectory(directory)).rejects.toThrow('server.lock cannot be locked');
  });
});
