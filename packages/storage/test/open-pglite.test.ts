import * as files from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { describeFailure, SettingError } from '../src/startup-failure.ts';
import { openPglite } from '../src/open-pglite.ts';
import { createTestFolder, testSchema } from './test-folder.ts';

vi.mock('node:fs/promises', async (load) => {
  const original = await load<typeof files>();
  return { ...original, access: vi.fn(original.access), statfs: vi.fn(original.statfs) };
});
const { rm, writeFile } = files;

let dataDir = '';
beforeEach(async () => {
  const folder = await createTestFolder();
  onTestFinished(async () => await folder.remove());
  ({ dataDir } = folder);
});

test.each(['nonsense', '1\n'])(
  'a postmaster.pid that a killed server left with the content %j does not keep the database closed',
  async (text) => {
    await writeFile(join(dataDir, 'postgres', 'postmaster.pid'), text);

    const database = await openPglite(testSchema, dataDir);

    await expect(sql`select * from kept`.execute(database.db)).resolves.toMatchObject({ rows: [] });
    await database.close();
  },
);

test('a database without PG_VERSION is refused, so that it does not seem to be empty', async () => {
  await rm(join(dataDir, 'postgres', 'PG_VERSION'));

  await expect(openPglite(testSchema, dataDir)).rejects.toThrow('PG_VERSION is missing');
});

test('a database of another version of PostgreSQL is refused with both versions', async () => {
  await writeFile(join(dataDir, 'postgres', 'PG_VERSION'), '15\n');

  const opening = openPglite(testSchema, dataDir);

  await expect(opening).rejects.toThrow(SettingError);
  await expect(opening).rejects.toThrow(
    /cannot be opened: database files are incompatible with server\. The data directory was initialized by PostgreSQL version 15, .* If it is damaged, restore a backup, or move the folder away\./,
  );
});

test('a damaged database is refused with the file that is missing', async () => {
  await rm(join(dataDir, 'postgres', 'global', 'pg_control'));

  await expect(openPglite(testSchema, dataDir)).rejects.toThrow('could not open file "global/pg_control"');
});

test('a database in a folder that cannot be written is refused with what to do', async () => {
  const cause = new Error('EROFS: read-only file system, access');
  vi.mocked(files.access).mockRejectedValueOnce(cause);

  await expect(openPglite(testSchema, dataDir)).rejects.toThrow(
    new SettingError(
      'The server may not write to its database: EROFS: read-only file system, access. Give its user the right to write, or set another DATA_DIR.',
    ),
  );
});

test('a database on a full disk is refused in one line, and its folder can be opened afterwards', async () => {
  const disk = await files.statfs(dataDir);
  vi.mocked(files.statfs).mockResolvedValueOnce(Object.assign(disk, { bavail: 10, bsize: 1_048_576 }));

  const failure = await openPglite(testSchema, dataDir).catch((error: unknown) => describeFailure(error));

  expect(failure).toBe(
    `The disk of DATA_DIR ${dataDir} has 10 MiB free, and the embedded database needs 128 MiB. Free some space.`,
  );
  await (await openPglite(testSchema, dataDir)).close();
});
