import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertApiKey, deleteApiKey } from '../../src/accounts/api-keys.ts';
import { createAccount } from '../../src/accounts/accounts.ts';
import { keepForSigning, findFirstApiKey } from '../../src/accounts/sealed-api-key.ts';
import { openStorage, type Storage } from '../../src/storage/open-storage.ts';
import { createPgliteDatabase, type TestDatabase } from '../support/test-database.ts';

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

test('S07: the signing key is the oldest key that is not deleted', async () => {
  const { id, apiKey } = await newAccount('order@example.com');
  const second = await insertApiKey(storage.db, id, { name: 'second', at: at(1) });
  const { id: firstId } = await storage.db
    .selectFrom('api_key')
    .select('id')
    .where('account_id', '=', id)
    .orderBy('created_at')
    .executeTakeFirstOrThrow();

  await keepForSigning(storage.db, { id: firstId, key: apiKey });
  await keepForSigning(storage.db, second);

  const before = await findFirstApiKey(storage.db, id);
  await deleteApiKey(storage.db, id, { id: firstId, at: at(2) });
  const after = await findFirstApiKey(storage.db, id);
  await deleteApiKey(storage.db, id, { id: second.id, at: at(3) });
  const none = await findFirstApiKey(storage.db, id);

  expect([before, after, none]).toEqual([apiKey, second.key, undefined]);
});

test('C008: a key is stored for signing only after it was used with such a provider, and never in readable form', async () => {
  const { id, apiKey } = await newAccount('table@example.com');
  const read = async () =>
    await storage.db.selectFrom('api_key').selectAll().where('account_id', '=', id).executeTakeFirstOrThrow();

  const unused = await read();
  await keepForSigning(storage.db, { id: unused.id, key: apiKey });
  const used = await read();
  await deleteApiKey(storage.db, id, { id: used.id, at: at(1) });
  const deleted = await read();

  expect(unused.sealed).toBeNull();
  expect(used.sealed).not.toBeNull();
  expect(JSON.stringify(used)).not.toContain(apiKey.slice('sk_live_'.length + 4));
  expect(deleted).toMatchObject({ sealed: null, hash: used.hash });
});

test('S07: there is no signing key when the oldest key was never stored for signing, even if a younger one was', async () => {
  const { id } = await newAccount('old@example.com');
  await keepForSigning(storage.db, await insertApiKey(storage.db, id, { name: 'younger', at: at(1) }));

  await expect(findFirstApiKey(storage.db, id)).resolves.toBeUndefined();
});
