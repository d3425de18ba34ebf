import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { createApi } from '../support/api.ts';
import { spawnServer } from '../support/spawn-server.ts';
import { createPgliteDatabase, createPostgresDatabase } from '../support/test-database.ts';

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const METRICS_TOKEN = 'test-metrics-token';

/** Runs a command and returns its output. Rejects with its output when it fails. */
async function run(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--conditions=@scrapekit/source', main, ...args],
    { env: { PATH: process.env['PATH'], ...environment } },
  );
  return stdout;
}

describe('scrapekit-server', () => {
  test('prints its version and its usage, and refuses options that it does not know', async () => {
    expect(await run(['--version'])).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(await run(['--help'])).toContain('backup <file>');
    await expect(run(['--nonsense'])).rejects.toThrow('scrapekit-server --version');
    await expect(run(['--nonsense'])).rejects.toThrow("Unknown option '--nonsense'");
    await expect(run(['backup'])).rejects.toThrow('scrapekit-server --version');
    await expect(run(['backup'])).rejects.toThrow('These arguments are no command: backup');
    await expect(run(['--role', 'boss'])).rejects.toThrow('ROLE must be all, api or worker');
  });

  test('says where -- belongs when npm took the option', async () => {
    const environment = { npm_lifecycle_event: 'start:server', npm_config_role: 'worker' };

    await expect(run(['worker'], environment)).rejects.toMatchObject({
      code: 1,
      stderr:
        'npm took --role for an option of its own. Write -- before the options: npm run start:server -- --role <role>\n',
    });
  });

  test('names a DATA_DIR that is a file or lies under one, in one line', async () => {
    await expect(run([], { DATA_DIR: main })).rejects.toMatchObject({
      code: 1,
      stderr: `DATA_DIR ${main} is a file. Set DATA_DIR to a folder.\n`,
    });
    await expect(run([], { DATA_DIR: join(main, 'data') })).rejects.toMatchObject({
      code: 1,
      stderr: `DATA_DIR ${join(main, 'data')} lies under ${main}, which is a file. Set DATA_DIR to another folder.\n`,
    });
  });

  test('names the migration that failed, in one line', async () => {
    const database = await createPostgresDatabase();
    const { databaseUrl = '' } = database.settings;
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    await client.query(`delete from kysely_migration where name like '0011%'`);

    const started = run([], { DATABASE_URL: databaseUrl, PORT: '0', ADMIN_TOKEN: 'x'.repeat(16) });

    await expect(started).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^The database cannot be used: .+\.\n$/),
    });
    await client.end();
    await database.drop();
  });

  test('says how to create an account when there is none', async () => {
    const database = await createPgliteDatabase();
    const server = await spawnServer({ DATA_DIR: database.settings.dataDir });
    await server.end('SIGTERM');
    await database.drop();

    expect(server.output()).toBe(
      `ScrapeKit reference server listening on ${server.url}\nThe dashboard is at ${server.url}/dashboard. There is no account yet. Create one with POST /admin/accounts\n`,
    );
  });

  test('refuses to back up or restore an external database, and names pg_dump', async () => {
    const environment = { DATABASE_URL: 'postgres://u:p@127.0.0.1:1/x' };

    await expect(run(['backup', 'x'], environment)).rejects.toThrow('use pg_dump');
    await expect(run(['restore', 'x'], environment)).rejects.toThrow('use pg_dump');
  });

  test.each([[[]], [['account', 'password', 'a@example.com']]])(
    'with %j names the cause in one line when the database cannot be reached',
    async (args) => {
      const environment = { DATABASE_URL: 'postgres://u:the-password@127.0.0.1:1/x' };

      await expect(run(args, environment)).rejects.toMatchObject({
        code: 1,
        stdout: '',
        stderr:
          'The database cannot be used: connect ECONNREFUSED 127.0.0.1:1. Check the host and the port in DATABASE_URL, and that the database runs.\n',
      });
    },
  );

  test('names the port that another program uses, before it opens the database', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'scrapekit-port-'));
    const dataDir = join(folder, 'data');
    const other = createServer();
    await once(other.listen(0, '127.0.0.1'), 'listening');
    const { port } = other.address() as AddressInfo;

    const started = run([], { DATA_DIR: dataDir, PORT: String(port) });

    await expect(started).rejects.toMatchObject({
      code: 1,
      stderr: `Port ${port} is in use by another program. Set PORT to another one, or to 0 for any free one.\n`,
    });
    expect(existsSync(dataDir)).toBe(false);
    other.close();
    await rm(folder, { recursive: true });
  });

  test('names an address that this machine does not have', async () => {
    // This address is reserved for documentation, so no machine has it.
    await expect(run([], { HOST: '192.0.2.1', PORT: '0' })).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(
        /^The server cannot listen: .*192\.0\.2\.1.*\. Set HOST to an address of this machine, such as 127\.0\.0\.1\.\n$/,
      ),
    });
  });

  test('with --role api answers requests, while a process with --role worker runs the jobs', async () => {
    const database = await createPostgresDatabase();
    const environment = { DATABASE_URL: database.settings.databaseUrl ?? '', METRICS_TOKEN };
    const front = await spawnServer(environment, ['--role', 'api']);
    const newAccount = { email: 'split@example.com', password: 'x', balance: 1 };
    const { body: account } = await front.admin.post('/accounts', newAccount);
    const api = createApi(`${front.url}/api/v1`, account.api_key);
    const id = await api.scrape('dentists', { max_leads: 3 });

    const metrics = await createApi(front.url, METRICS_TOKEN).get('/metrics');
    const refused = await createApi(front.url, 'another token').get('/metrics');
    const queued = await api.get(`/scrape/jobs/${id}`);
    const worker = await spawnServer({ ...environment, PUBLIC_URL: front.url }, ['--role', 'worker']);
    const ended = await api.ended(id);
    const elsewhere = await createApi(`${worker.url}/api/v1`, account.api_key).get('/account');
    const ready = await createApi(worker.url, '').get('/readyz');
    await Promise.all([front.end('SIGTERM'), worker.end('SIGTERM')]);
    await database.drop();

    expect(queued.body.status).toBe('queued');
    expect(metrics.text).toContain(
      'scrapekit_open_jobs{provider="scrapekit",operation="scrape",status="queued"} 1',
    );
    expect(metrics.text).toContain('route="/api/v1/scrape/jobs",status="202"} 1');
    expect(refused.status).toBe(401);
    expect(ended).toMatchObject({ status: 'completed', progress: { scraped: 3 } });
    expect([elsewhere.status, ready.status]).toEqual([404, 200]);
  });
});
