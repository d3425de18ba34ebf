import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SettingError, startServer } from '../../src/index.ts';
import { createApi } from '../support/api.ts';
import { createScriptedLeadEngine } from '../support/scripted-lead-engine.ts';
import { spawnServer } from '../support/spawn-server.ts';
import { createPgliteDatabase, type TestDatabase } from '../support/test-database.ts';
import { startTestServer } from '../support/test-server.ts';

describe('a server that starts and stops', () => {
  let database: TestDatabase;
  beforeEach(async () => void (database = await createPgliteDatabase()));
  afterEach(async () => await database.drop());

  test('continues, after a restart, the jobs that ran when it was stopped', async () => {
    const first = await startTestServer(database);
    const { id: accountId, key, api } = await first.account(1);
    first.leadEngine.play('interrupted', { places: 40, holdFrom: 30 });
    const id = await api.scrape('interrupted');
    await api.jobWhen(id, ({ progress }) => progress.scraped === 30);

    await first.close();
    const second = await startTestServer(database);
    second.leadEngine.play('interrupted', { places: 40 });
    const job = await createApi(`${second.url}/api/v1`, key).ended(id);
    const { lines } = await second.ledger(accountId);
    const reads = second.leadEngine.reads('interrupted');
    await second.close();

    expect(job).toMatchObject({ status: 'completed', progress: { scraped: 40, target: 40 } });
    expect(lines.map(({ row }) => row)).toEqual(Array.from({ length: 40 }, (_, row) => row));
    expect(reads).toBe(10);
  });

  test('creates an account in an empty database, shows its secrets once, and applies its other settings', async () => {
    const leadEngine = createScriptedLeadEngine();
    const empty = await createPgliteDatabase({ empty: true });
    const settings = {
      ...empty.settings,
      port: 0,
      logLevel: 'silent',
      listEndpoints: false,
      createStatus: 200,
    };
    const first = await startServer(settings, { leadEngine });
    const { apiKey = '' } = first.firstAccount ?? {};
    const api = createApi(`${first.url}/api/v1`, apiKey);

    const account = await api.get('/account');
    const create = await api.post('/scrape/jobs', { query: 'a', location: 'b' });
    const privateWebhook = await api.post('/scrape/jobs', {
      query: 'a',
      location: 'b',
      webhook_url: 'https://10.0.0.1/',
    });
    const list = await api.get('/scrape/jobs');
    const admin = await fetch(`${first.url}/admin/deliveries`);
    await first.close();
    const second = await startServer(settings, { leadEngine });
    await second.close();
    await empty.drop();

    expect(account.body).toMatchObject({ balance: 100 });
    expect([create.status, create.body.status]).toEqual([200, 'queued']);
    expect([privateWebhook.status, privateWebhook.body.error.code]).toEqual([400, 'invalid_webhook']);
    expect(list.status).toBe(405);
    expect(admin.status).toBe(404);
    expect(second.firstAccount).toBeUndefined();
  });

  test('refuses a data directory that another server uses', async () => {
    const first = await startTestServer(database);

    const second = startTestServer(database);

    await expect(second).rejects.toThrow(SettingError);
    await first.close();
  });

  test('C029: answers 503 and is not ready while it stops', async () => {
    const server = await startTestServer(database);
    const { key, api } = await server.account(1);
    const held = server.leadEngine.play('stubborn', { places: 1, holdFrom: 0, stubborn: true });
    const id = await api.scrape('stubborn');
    await api.jobWhen(id, ({ progress }) => progress.target === 1);

    const closing = server.close();
    const [ready, read] = await Promise.all([
      fetch(`${server.url}/readyz`),
      fetch(`${server.url}/api/v1/account`, { headers: { authorization: `Bearer ${key}` } }),
    ]);
    held.release();
    await closing;

    expect(ready.status).toBe(503);
    expect([read.status, read.headers.get('retry-after')]).toEqual([503, '5']);
    expect(await read.json()).toHaveProperty('error.code', 'internal_error');
  });

  test('prints its address, stops on SIGTERM, and exits with code 0', async () => {
    const server = await spawnServer({ DATA_DIR: database.settings.dataDir, ADMIN_TOKEN: '' });

    const output = server.output();
    const code = await server.end('SIGTERM');

    expect(output).toMatch(/^ScrapeKit reference server listening on http:\/\/127\.0\.0\.1:\d+\n/);
    expect(server.output()).toMatch(/sk_live_[A-Za-z0-9]{40}\n.*whsec_[\w-]{43}\n.*password \S+\n$/);
    expect(code).toBe(0);
  });

  test('C183: logs an error that nothing caught without its fields, and exits with code 1', async () => {
    const preload = join(database.settings.dataDir, 'throw-on-signal.mjs');
    const thrower = `process.once('SIGUSR2', () => {
      throw Object.assign(new Error('a mistake'), { params: ['sk_live_of_a_statement'] });
    });`;
    await writeFile(preload, thrower);
    const server = await spawnServer({ DATA_DIR: database.settings.dataDir }, [], { preload });

    const code = await server.end('SIGUSR2');

    expect(code).toBe(1);
    expect(JSON.parse(server.log())).toMatchObject({ level: 60, err: { message: 'a mistake' } });
    expect(server.log()).not.toContain('sk_live_of_a_statement');
  });

  test.each([
    [{ PORT: 'x' }, 'PORT must be a whole number from 0 to 65535 (it is "x").\n'],
    [
      { SOURCE: 'google-places' },
      'SOURCE=google-places needs more settings. Set GOOGLE_PLACES_KEY to a key of your own with "Places API (New)", and GOOGLE_PLACES_TERMS=accepted if Google\'s terms allow what you do with the leads (see the README).\n',
    ],
  ])('does not start with %j, and prints the reason', async (environment, complaint) => {
    await expect(spawnServer({ DATA_DIR: database.settings.dataDir, ...environment })).rejects.toThrow(
      new Error(complaint),
    );
  });
});
