import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { restore, writeBackup } from '../src/backup/backup.ts';
import { tarEnd, tarHeader, tarPadding } from '../src/backup/tar.ts';
import { writeArchive } from '../src/backup/write-archive.ts';
import { testSchema } from './test-folder.ts';

let folder = '';
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'scrapekit-damaged-'))));
afterEach(async () => await rm(folder, { recursive: true, force: true }));

/** Restores the bytes, and returns the message of the refusal. Fails when anything was written. */
async function refusalOf(bytes: Uint8Array): Promise<string> {
  const file = join(folder, 'backup.tar.gz');
  await writeFile(file, bytes);
  const before = await readdir(folder);
  const message = await restore(testSchema, join(folder, 'data'), file).then(
    () => 'It was restored.',
    (error: unknown) => (error as Error).message,
  );
  expect(await readdir(folder)).toEqual(before);
  return message.replace(file, 'FILE');
}

/** A backup with the files of a very small database, which PGlite does not open. */
async function smallBackup(): Promise<Buffer> {
  const database = join(folder, 'database');
  await mkdir(join(database, 'base'), { recursive: true });
  await writeFile(join(database, 'PG_VERSION'), '18\n');
  await writeFile(join(database, 'base', '1'), 'rows');
  const file = join(folder, 'intact.tar.gz');
  await writeBackup(
    testSchema,
    file,
    writeArchive(database, { version: '1.0.0', migrations: ['0001-initial'] }),
  );
  return await readFile(file);
}

const tarOf = (files: Readonly<Record<string, string>>): Buffer =>
  gzipSync(
    Buffer.concat([
      ...Object.entries(files).flatMap(([path, text]) => [
        tarHeader(path, text.length),
        Buffer.from(text),
        tarPadding(text.length),
      ]),
      tarEnd,
    ]),
  );

test('a backup that is cut off anywhere is refused, and nothing is written', async () => {
  const bytes = await smallBackup();

  for (let length = 0; length < bytes.length; length += 7)
    expect(await refusalOf(bytes.subarray(0, length))).toMatch(
      /^FILE cannot be restored: .*\. Nothing was changed\.$/,
    );
});

test('a backup with one changed byte is refused, and nothing is written', async () => {
  const bytes = await smallBackup();

  for (let at = 0; at < bytes.length; at += 7) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 0x10;
    // Some bits have no meaning, such as those of the time in the header of gzip.
    if (!hasSameContent(changed, bytes))
      expect(await refusalOf(changed)).toMatch(/^FILE cannot be restored: .*\. Nothing was changed\.$/);
  }
});

function hasSameContent(changed: Buffer, intact: Buffer): boolean {
  try {
    return gunzipSync(changed).equals(gunzipSync(intact));
  } catch {
    return false;
  }
}

const about = (format: number, migrations: readonly string[]) =>
  JSON.stringify({ format, server: '9.9.9', migrations });

test.each<[string, Readonly<Record<string, string>>, string]>([
  [
    'a path out of the folder',
    { PG_VERSION: '18', '../../evil': 'x' },
    'it has the path "../../evil", which no backup has',
  ],
  [
    'an absolute path out of the folder',
    { '//etc/passwd': 'x' },
    'it has the path "//etc/passwd", which no backup has',
  ],
  ['a path of Windows', { 'C:\\evil': 'x' }, 'it has the path "C:\\\\evil", which no backup has'],
  ['no database', { 'notes.txt': 'x' }, 'it has no database in it'],
  [
    'a file that is not in its checksums',
    { 'scrapekit-backup.json': about(1, []), PG_VERSION: '18', 'checksums.sha256': '' },
    'its files are not those of its checksums',
  ],
  [
    'another format',
    { 'scrapekit-backup.json': about(2, []) },
    'the newer version 9.9.9 of the server made it. Install that version',
  ],
  [
    'tables of a later version',
    { 'scrapekit-backup.json': about(1, ['0001-initial', '9999-later']) },
    'the newer version 9.9.9 of the server made it. Install that version',
  ],
])('a backup with %s is refused', async (_what, files, reason) => {
  expect(await refusalOf(tarOf(files))).toBe(`FILE cannot be restored: ${reason}. Nothing was changed.`);
});

test('an archive of another program, one with a link, and a text are refused', async () => {
  const files = join(folder, 'files');
  await mkdir(files);
  await writeFile(join(files, 'PG_VERSION'), '18\n');
  const foreign = execFileSync('tar', ['-c', '-z', '-C', folder, './files']);
  await symlink('/etc/passwd', join(files, 'link'));
  const withLink = execFileSync('tar', ['-c', '-z', '-C', files, 'PG_VERSION', 'link']);

  expect(await refusalOf(foreign)).toContain('it has the path "./files/", which no backup has');
  expect(await refusalOf(withLink)).toContain('it has entries that are neither files nor folders');
  expect(await refusalOf(Buffer.from('a text'))).toContain('its compressed data is damaged or cut off');
});

test('a backup that PGlite cannot open is refused, and nothing is left', async () => {
  expect(await refusalOf(await smallBackup())).toMatch(
    /^FILE cannot be restored: its database cannot be opened: .*\. Nothing was changed\.$/,
  );
});
