import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { openPglite } from '../../src/storage/open-pglite.ts';

let dataDir = '';
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'scrapekit-pglite-'));
  onTestFinished(async () => await rm(dataDir, { recursive: true }));
  const database = await openPglite(dataDir);
  await sql`create table kept (n integer)`.execute(database.db);
  await database.close();
});

test.each(['nonsense', '1\n'])(
  'a postmaster.pid that a killed server left with the content %j does not keep the database closed',
  async (text) => {
    await writeFile(join(dataDir, 'postgres', 'postmaster.pid'), text);

    const database = await openPglite(dataDir);

    await expect(sql`select * from kept`.execute(database.db)).resolves.toMatchObject({ rows: [] });
    await database.close();
  },
);

test('a database without PG_VERSION is refused, so that it does not seem to be empty', async () => {
  await rm(join(dataDir, 'postgres', 'PG_VERSION'));

  await expect(openPglite(dataDir)).rejects.toThrow('PG_VERSION is missing');
});
