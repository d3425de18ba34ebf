import { afterAll, beforeAll, expect, test } from 'vitest';
import { addApiKey, deleteApiKey } from '../../src/accounts/api-keys.ts';
import { createAccount } from '../../src/accounts/create-account.ts';
import { readFirstApiKey } from '../../src/accounts/sealed-api-key.ts';
import { openStorage, type Storage } from '../../src/storage/open-storage.ts';
import { createPgliteDatabase, type TestDatabase } from '../server/support/test-database.ts';

let database: TestDatabase;
let storage: Storage;
beforeAll(async () => {
  database = await createPgliteDatabase();
  const onError = (error: unknown) => {
    throw error;
  };
  storage = await openStorage({ ...database.settings, queueNames: [], onError });
});
afterAll(async () => {
  await storage.close();
  await database.drop();
});

const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second));
const newAccount = async (email: string) => {
  const input = { email, passwordHash: 'x', opening: 0, at: at(0) };
  const account = await storage.transaction(async (trx) => await createAccount(trx, input));
  return account!;
};

test('S07: the first API key is the oldest that is not deleted, and the next one follows it', async () => {
  const { id, apiKey } = await newAccount('order@example.com');
  const second = await addApiKey(storage.db, id, { name: 'second', at: at(1) });
  const { id: firstId } = await storage.db
    .selectFrom('api_key')
    .select('id')
    .where('account_id', '=', id)
    .orderBy('created_at')
    .executeTakeFirstOrThrow();

  const before = await readFirstApiKey(storage.db, id);
  await deleteApiKey(storage.db, id, { id: firstId, at: at(2) });
  const after = await readFirstApiKey(storage.db, id);
  await deleteApiKey(storage.db, id, { id: second.id, at: at(3) });
  const none = await readFirstApiKey(storage.db, id);

  expect([before, after, none]).toEqual([apiKey, second.key, undefined]);
});

test('C008: the table of keys shows none, and nothing but a hash of a deleted one', async () => {
  const { id, apiKey } = await newAccount('table@example.com');
  const read = async () =>
    await storage.db.selectFrom('api_key').selectAll().where('account_id', '=', id).executeTakeFirstOrThrow();

  const row = await read();
  await deleteApiKey(storage.db, id, { id: row.id, at: at(1) });
  const deleted = await read();

  expect(JSON.stringify(row)).not.toContain(apiKey.slice('sk_live_'.length + 4));
  expect(row.sealed).not.toBeNull();
  expect(deleted).toMatchObject({ sealed: null, hash: row.hash });
});

test('a key from before keys were kept for signing is not given away for another one', async () => {
  const { id } = await newAccount('old@example.com');
  await storage.db.updateTable('api_key').set({ sealed: null }).where('account_id', '=', id).execute();
  await addApiKey(storage.db, id, { name: 'younger', at: at(1) });

  await expect(readFirstApiKey(storage.db, id)).resolves.toBeUndefined();
});
