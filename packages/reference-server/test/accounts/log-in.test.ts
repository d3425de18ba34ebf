import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAccount } from '../../src/accounts/accounts.ts';
import { setPassword } from '../../src/accounts/change-password.ts';
import { logIn } from '../../src/accounts/log-in.ts';
import { hashPassword } from '../../src/accounts/password.ts';
import { beginSession, listSessions } from '../../src/accounts/sessions.ts';
import { deleteUser } from '../../src/accounts/users.ts';
import { openStorage, type Storage } from '../../src/storage/open-storage.ts';
import { storages } from '../support/on-both-storages.ts';
import type { TestDatabase } from '../support/test-database.ts';

const PASSWORD = 'a few words in a row';
const at = new Date('2026-11-29T12:00:00Z');
const place = { browser: 'curl', network: '127.0.0.0/24' };

describe.each(storages)('a log-in that was checked, on %s', (_, createDatabase) => {
  let database: TestDatabase;
  let storage: Storage;
  let accounts = 0;

  beforeAll(async () => {
    database = await createDatabase();
    storage = await openStorage({ ...database.settings, queueNames: [], onError: () => undefined });
  });
  afterAll(async () => {
    await storage.close();
    await database.drop();
  });

  const checkLogIn = async () => {
    const email = `${++accounts}@example.com`;
    const input = { email, passwordHash: await hashPassword(PASSWORD), opening: 0, at };
    await storage.transaction(async (trx) => await createAccount(trx, input));
    const user = await logIn(storage.db, { email, password: PASSWORD });
    if (user === undefined) throw new Error('The log-in was refused.');
    return user;
  };

  test('begins a session', async () => {
    const user = await checkLogIn();

    const token = await beginSession(storage, { ...user, ...place }, at);

    expect(token).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(await listSessions(storage.db, { userId: user.userId, at })).toHaveLength(1);
  });

  test('C180: begins none when the password was changed meanwhile', async () => {
    const user = await checkLogIn();
    await setPassword(storage, user.email, { password: 'words that are new', at });

    const token = await beginSession(storage, { ...user, ...place }, at);

    expect(token).toBeUndefined();
    expect(await listSessions(storage.db, { userId: user.userId, at })).toEqual([]);
  });

  test('begins none when the user was removed meanwhile', async () => {
    const user = await checkLogIn();
    await storage.transaction(async (trx) => await deleteUser(trx, user.userId));

    expect(await beginSession(storage, { ...user, ...place }, at)).toBeUndefined();
  });
});
