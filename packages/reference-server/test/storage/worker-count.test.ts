import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStorage, type Storage } from '../../src/storage/open-storage.ts';
import { openWorkerCount } from '../../src/storage/worker-count.ts';
import { eventually } from '../support/eventually.ts';
import { createPostgresDatabase, type TestDatabase } from '../support/test-database.ts';

let database: TestDatabase;
const storages: Storage[] = [];

beforeAll(async () => {
  database = await createPostgresDatabase();
  const options = { ...database.settings, queueNames: [], onError: () => undefined };
  storages.push(await openStorage(options), await openStorage(options));
});
afterAll(async () => {
  for (const storage of storages) await storage.close();
  await database.drop();
});

test('each worker counts the others on the same database, until they end', async () => {
  const [first, second] = storages.map((storage) => openWorkerCount(storage));
  await eventually(
    () => [first?.current(), second?.current()],
    ([one]) => one === 2,
  );

  await second?.close();
  await eventually(
    () => first?.current(),
    (workers) => workers === 1,
  );
  await first?.close();

  expect(first?.current()).toBe(1);
});
