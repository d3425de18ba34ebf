import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { backUp, restore } from '../../src/storage/backup.ts';
import { createApi } from '../support/api.ts';
import type { TestDatabase } from '../support/test-database.ts';
import { startTestServer } from '../support/test-server.ts';

let folder = '';
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'scrapekit-backup-'))));
afterEach(async () => await rm(folder, { recursive: true, force: true }));

const databaseIn = (dataDir: string): TestDatabase => ({
  settings: { dataDir },
  drop: () => Promise.resolve(),
});

test('C118: a backup of a stopped server comes back with its accounts and results', async () => {
  const file = join(folder, 'backup.tar.gz');
  const [first, second] = [join(folder, 'first'), join(folder, 'second')];
  const server = await startTestServer(databaseIn(first));
  const { key, api } = await server.account(1.5);
  const id = await api.scrape('kept');
  await api.ended(id);
  const before = await api.get(`/scrape/jobs/${id}/results`);

  await expect(backUp(first, file)).rejects.toThrow(/in use/);
  await server.close();
  await backUp(first, file);
  await expect(backUp(first, file)).rejects.toThrow('EEXIST');
  await restore(second, file);
  await expect(restore(second, file)).rejects.toThrow(/There is a database in .*second already/);

  const restored = await startTestServer(databaseIn(second));
  const after = await createApi(`${restored.url}/api/v1`, key).get(`/scrape/jobs/${id}/results`);
  await restored.close();
  expect(after.body).toEqual(before.body);
  expect(after.body.results).toHaveLength(3);
});

test('a folder without a database is not backed up', async () => {
  await expect(backUp(folder, join(folder, 'x'))).rejects.toThrow('There is no database in');
});
