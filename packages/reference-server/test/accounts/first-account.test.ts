import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startServer, type RunningServer } from '../../src/index.ts';
import { runCommandLine } from '../../src/app/command-line.ts';
import { createApi } from '../support/api.ts';
import { createScriptedLeadEngine } from '../support/scripted-lead-engine.ts';
import { spawnServer } from '../support/spawn-server.ts';
import { createPgliteDatabase, type TestDatabase } from '../support/test-database.ts';

let database: TestDatabase;
beforeEach(async () => void (database = await createPgliteDatabase()));
afterEach(async () => await database.drop());

const file = () => join(database.settings.dataDir, 'first-account.json');
const start = async () =>
  await startServer(
    { ...database.settings, port: 0, logLevel: 'silent' },
    { leadEngine: createScriptedLeadEngine() },
  );
const logIn = async ({ url }: { url: string }, { email, password }: { email: string; password: string }) =>
  await createApi(`${url}/api`, '').post('/session', { email, password });

/** Returns the first account. Throws when the server did not create one. */
function accountOf({ firstAccount }: RunningServer) {
  if (firstAccount === undefined) throw new Error('There is no first account.');
  return firstAccount;
}

/** Runs `account password` in this process and returns what it printed. */
async function renewPassword(email: string): Promise<string> {
  const printed: string[] = [];
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed.push(String(text));
    return true;
  });
  try {
    await runCommandLine(['account', 'password', email], { DATA_DIR: database.settings.dataDir });
  } finally {
    spy.mockRestore();
  }
  return printed.join('');
}

describe('the first account', () => {
  test('C183: its password is printed at the start that creates it, stored readable for the user only, and never logged', async () => {
    const environment = { DATA_DIR: database.settings.dataDir, ADMIN_TOKEN: '', LOG_LEVEL: 'trace' };
    const first = await spawnServer(environment);
    const credentials = JSON.parse(await readFile(file(), 'utf8')) as { email: string; password: string };
    const during = await logIn(first, credentials);
    await first.end('SIGTERM');
    const second = await spawnServer(environment);
    const after = await logIn(second, credentials);
    await second.end('SIGTERM');

    expect([during.status, after.status]).toEqual([200, 200]);
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    expect(first.output()).toContain(
      `${first.url}/dashboard, ${credentials.email}, password ${credentials.password}\n`,
    );
    expect(second.output()).toContain(
      `The dashboard is at ${second.url}/dashboard. Log in as ${credentials.email}; the password is kept in ${file()}.\n`,
    );
    for (const text of [second.output(), first.log(), second.log()])
      expect(text).not.toContain(credentials.password);
  });

  test('after `account password`, the file keeps the new password, and the old password and its sessions are refused', async () => {
    const first = await start();
    const account = accountOf(first);
    const cookie = (await logIn(first, account)).headers.get('set-cookie')?.split(';')[0] ?? '';
    await first.close();

    const password = /this once: (\w+)\n/.exec(await renewPassword(account.email.toUpperCase()))?.[1] ?? '';
    const second = await start();
    const before = await logIn(second, account);
    const now = await logIn(second, { email: account.email, password });
    const session = await createApi(`${second.url}/api`, '').send('GET', '/keys', { headers: { cookie } });
    await second.close();

    const { email, apiKey } = account;
    expect(second.dashboardAccess).toEqual({ state: 'valid', email, password, apiKey, file: file() });
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    expect(await readdir(database.settings.dataDir)).toEqual([
      'first-account.json',
      'postgres',
      'server.lock',
    ]);
    expect([before.status, now.status, session.status]).toEqual([401, 200, 401]);
  });

  test('`account password` does not change a file of another e-mail address, and a start reports it as outdated', async () => {
    const first = await start();
    const { email } = accountOf(first);
    await first.close();
    const other = (await readFile(file(), 'utf8')).replace(email, 'another@example.com');
    await writeFile(file(), other);

    const printed = await renewPassword(email);
    const second = await start();
    await second.close();

    expect(printed).not.toContain(file());
    expect(await readFile(file(), 'utf8')).toBe(other);
    expect(second.dashboardAccess).toEqual({
      state: 'outdated',
      email: 'another@example.com',
      file: file(),
    });
  });

  test('without a stored password, a start prints the command that sets one and keeps the old password', async () => {
    const first = await start();
    const account = accountOf(first);
    await first.close();
    await rm(file());

    const second = await spawnServer({ DATA_DIR: database.settings.dataDir, ADMIN_TOKEN: '' });
    const after = await logIn(second, account);
    await second.end('SIGTERM');

    expect(after.status).toBe(200);
    expect(second.output()).toContain(`scrapekit-server account password ${account.email}`);
    await expect(stat(file())).rejects.toThrow('ENOENT');
  });

  test('after the database was deleted, a start creates the account again with the stored log-in', async () => {
    const first = await start();
    const account = accountOf(first);
    await first.close();
    await rm(join(database.settings.dataDir, 'postgres'), { recursive: true });

    const second = await start();
    await second.close();

    expect(accountOf(second)).toMatchObject({ email: account.email, password: account.password });
    expect(second.dashboardAccess).toMatchObject({ state: 'valid', apiKey: accountOf(second).apiKey });
  });
});
