import fs from 'node:fs';
import { sql } from 'kysely';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Database } from '../src/database.ts';
import { DiskFullError } from '../src/disk-space.ts';
import { openPglite } from '../src/open-pglite.ts';
import { createTestFolder, testSchema, type TestTables } from './test-folder.ts';

const noSpace = () => {
  throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
};

test('a statement that fails in an embedded database does not end its engine', async () => {
  const folder = await createTestFolder();
  const database = await openPglite<TestTables>(testSchema, folder.dataDir);
  await sql`create temporary table of_this_engine (n integer)`.execute(database.db);

  await expect(sql`select 1 / 0`.execute(database.db)).rejects.toThrow('division by zero');
  await expect(sql`select ${'x'}::text::integer`.execute(database.db)).rejects.toThrow('invalid input');

  await expect(sql`select n from of_this_engine`.execute(database.db)).resolves.toMatchObject({ rows: [] });
  await database.close();
  await folder.remove();
});

test('a loop over an embedded database lets the event loop turn', async () => {
  const folder = await createTestFolder();
  const database = await openPglite<TestTables>(testSchema, folder.dataDir);
  let turns = 0;
  const counting = setInterval(() => (turns += 1), 1);

  for (let statement = 0; statement < 300; statement++)
    await sql`select count(*) from generate_series(1, 1000)`.execute(database.db);
  clearInterval(counting);
  await database.close();
  await folder.remove();

  expect(turns).toBeGreaterThan(2);
});

describe('an embedded database that finds no space on the disk', () => {
  let database: Database<TestTables>;
  beforeEach(async () => {
    const folder = await createTestFolder();
    database = await openPglite<TestTables>(testSchema, folder.dataDir);
    onTestFinished(async () => {
      vi.restoreAllMocks();
      await database.close();
      await folder.remove();
    });
    await sql`insert into kept values (1)`.execute(database.db);
  });

  const insert = async (n: number) => await sql`insert into kept values (${n})`.execute(database.db);
  const numbers = async () =>
    (await sql<{ n: number }>`select n from kept order by n`.execute(database.db)).rows.map(({ n }) => n);

  test('answers statements again, with all that was committed, when there is space', async () => {
    const writing = vi.spyOn(fs, 'writeSync').mockImplementation(noSpace);
    await expect(insert(2)).rejects.toThrow(DiskFullError);

    writing.mockRestore();
    await insert(3);

    expect(await numbers()).toEqual([1, 3]);
  });

  test('undoes the transaction in which its engine ended, and no statement of it comes into another one', async () => {
    const writing = vi.spyOn(fs, 'writeSync');
    const failed = database.db.transaction().execute(async (trx) => {
      await sql`insert into kept values (2)`.execute(trx);
      writing.mockImplementation(noSpace);
      await sql`checkpoint`.execute(trx).catch(() => undefined);
      writing.mockRestore();
      await sql`insert into kept values (3)`.execute(trx);
    });
    await expect(failed).rejects.toThrow('The engine of the embedded database has ended.');

    expect(await numbers()).toEqual([1]);
  });

  test('is closed without waiting when its engine has ended', async () => {
    const writing = vi.spyOn(fs, 'writeSync').mockImplementation(noSpace);
    await expect(insert(2)).rejects.toThrow(DiskFullError);

    await database.close();

    expect(writing).toHaveBeenCalled();
  });
});
