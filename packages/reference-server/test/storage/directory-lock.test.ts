import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SettingError } from '../../src/settings/startup-failure.ts';
import { lockDirectory } from '../../src/storage/directory-lock.ts';

describe('lockDirectory', () => {
  let directory = '';
  beforeEach(async () => void (directory = await mkdtemp(join(tmpdir(), 'scrapekit-lock-'))));
  afterEach(async () => await rm(directory, { recursive: true }));

  test('a locked folder is refused until it is released', async () => {
    const lock = await lockDirectory(directory);

    await expect(lockDirectory(directory)).rejects.toThrow(SettingError);
    await lock.release();
    await (await lockDirectory(directory)).release();

    expect(existsSync(join(directory, '.lock'))).toBe(false);
  });

  test('the refusal names the process that has locked the folder', async () => {
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    await writeFile(join(directory, '.lock'), `${other.pid}\n`);

    const refusal = expect(lockDirectory(directory)).rejects.toThrow(`is in use by process ${other.pid}.`);

    await refusal.finally(() => other.kill());
  });

  test('the lock of a process that has ended is replaced', async () => {
    const dead = spawn(process.execPath, ['-e', '']);
    await once(dead, 'exit');
    await writeFile(join(directory, '.lock'), `${dead.pid}\n`);

    await (await lockDirectory(directory)).release();
  });

  test.each(['', 'nonsense', `${process.pid}\n`])(
    'a lock file with the content %j is replaced',
    async (text) => {
      await writeFile(join(directory, '.lock'), text);

      await (await lockDirectory(directory)).release();
    },
  );

  test('a missing folder is created', async () => {
    const lock = await lockDirectory(join(directory, 'a', 'b'));

    expect(existsSync(join(directory, 'a', 'b', '.lock'))).toBe(true);
    await lock.release();
  });
});
