import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { runCommandLine } from '../../src/app/command-line.ts';
import { createApi } from '../support/api.ts';
import { createPgliteDatabase, createPostgresDatabase, type TestDatabase } from '../support/test-database.ts';
import { startTestServer } from '../support/test-server.ts';

let database: TestDatabase | undefined;
afterEach(async () => {
  process.exitCode = 0;
  await database?.drop();
});

/** Runs a command in this process. Returns what it printed on both outputs. */
async function run(command: string, { settings }: TestDatabase): Promise<string> {
  const printed: string[] = [];
  const keep = (text: string | Uint8Array) => printed.push(String(text)) > 0;
  const spies = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, 'write').mockImplementation(keep),
  );
  try {
    const { dataDir, databaseUrl = '' } = settings;
    await runCommandLine(command.split(' '), { DATA_DIR: dataDir, DATABASE_URL: databaseUrl });
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return printed.join('');
}

const secretIn = (output: string, name: string): string =>
  new RegExp(`^ {2}${name} +(\\S+)$`, 'm').exec(output)?.[1] ?? `no ${name}`;

describe('scrapekit-server account', () => {
  test('creates, lists and changes accounts of a PostgreSQL while its server runs', async () => {
    database = await createPostgresDatabase();
    const server = await startTestServer(database);

    const created = await run('account create Ann@Example.com 5', database);
    const again = await run('account create ann@example.com', database);
    const set = await run('account balance ann@example.com 7.5', database);
    const added = await run('account balance ann@example.com +0.015', database);
    const list = await run('account list', database);
    const renewed = await run('account password ann@example.com', database);
    const api = createApi(`${server.url}/api/v1`, secretIn(created, 'API key'));
    const account = await api.get('/account');
    const logIn = async (password: string) =>
      await createApi(`${server.url}/api`, '').post('/session', { email: 'ann@example.com', password });
    const statuses = [
      (await logIn(secretIn(created, 'Password'))).status,
      (await logIn(/once: (\S+)/.exec(renewed)?.[1] ?? '')).status,
    ];
    const { lines } = await server.ledger(/acct_\w+/.exec(list)?.[0] ?? '');
    await server.close();

    expect(created).toMatch(/^The account ann@example\.com was created with 5 credits\./);
    expect(secretIn(created, 'Signing secret')).toMatch(/^whsec_/);
    expect(again).toBe('ann@example.com has an account already.\n');
    expect(set).toBe('ann@example.com has 7.5 credits.\n');
    expect(added).toBe('ann@example.com has 7.515 credits.\n');
    expect(list).toMatch(/^acct_\w+ {2}\d{4}-\d\d-\d\d +7\.515 credits {2}active +ann@example\.com$/m);
    expect(account.body).toMatchObject({ balance: 7.515 });
    expect(statuses).toEqual([401, 200]);
    expect(lines.map(({ kind, units }) => [kind, units])).toEqual([
      ['grant', 2500],
      ['grant', 15],
    ]);
  });

  test('names the routes of the server that uses the embedded database, in one line', async () => {
    database = await createPgliteDatabase();
    const server = await startTestServer(database);

    const refused = await run('account list', database);
    await server.close();

    expect(refused).toBe(
      `A running server uses DATA_DIR ${database.settings.dataDir}. Stop it first, or use its routes under /admin/accounts, which need the setting ADMIN_TOKEN.\n`,
    );
    expect(process.exitCode).toBe(1);
  });

  test('works on the embedded database of a stopped server', async () => {
    database = await createPgliteDatabase();

    const none = await run('account list', database);
    await run('account create ann@example.com', database);
    const one = await run('account list', database);

    expect(none).toBe('There is no account.\n');
    expect(one).toMatch(/ 0 credits {2}active +ann@example\.com\n$/);
  });

  test.each([
    [
      'account balance ann@example.com 1.2345',
      '1.2345 is not a number of credits. Write it as 25 or 0.015.\n',
    ],
    ['account balance bob@example.com', 'There is no account with the e-mail address bob@example.com.\n'],
    ['account password bob@example.com', 'There is no account with the e-mail address bob@example.com.\n'],
    ['account create nobody', 'nobody is not an e-mail address.\n'],
  ])('refuses `%s` in one line', async (command, message) => {
    database = await createPgliteDatabase();
    await run('account create ann@example.com', database);

    expect(await run(command, database)).toBe(message);
    expect(process.exitCode).toBe(1);
  });

  test('creates no database in a folder that has none', async () => {
    database = await createPgliteDatabase();
    await rm(join(database.settings.dataDir, 'postgres'), { recursive: true });

    expect(await run('account list', database)).toBe(
      `There is no database in ${database.settings.dataDir}. Set DATA_DIR to the server's folder.\n`,
    );
  });
});
