import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runCommandLine } from '../../src/app/command-line.ts';
import { createApi } from '../support/api.ts';
import { createPgliteDatabase, createPostgresDatabase, type TestDatabase } from '../support/test-database.ts';
import { startTestServer } from '../support/test-server.ts';

let folder = '';
let database: TestDatabase;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scrapekit-backup-'));
  database = await createPgliteDatabase();
});
afterEach(async () => {
  process.exitCode = 0;
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const inFolder = (name: string): TestDatabase => ({
  settings: { dataDir: join(folder, name) },
  drop: () => Promise.resolve(),
});

/** Runs a command in this process. Returns what it printed on both outputs. */
async function run(command: string, { settings }: TestDatabase, file: string): Promise<string> {
  const printed: string[] = [];
  const keep = (text: string | Uint8Array) => printed.push(String(text)) > 0;
  const spies = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, 'write').mockImplementation(keep),
  );
  const { dataDir, databaseUrl = '' } = settings;
  try {
    await runCommandLine([command, file], { DATA_DIR: dataDir, DATABASE_URL: databaseUrl });
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return printed.join('');
}

test('C118: a backup of a running server has its data, and its open job continues after the restore', async () => {
  const file = join(folder, 'backup.tar.gz');
  const server = await startTestServer(database);
  const { key, api } = await server.account(1.5);
  const ended = await api.scrape('kept');
  await api.ended(ended);
  server.leadEngine.play('open', { places: 40, holdFrom: 30 });
  const open = await api.scrape('open');
  await api.jobWhen(open, ({ progress }) => progress.scraped === 30);
  const before = await api.get(`/scrape/jobs/${ended}/results`);

  const printed = await run('backup', database, file);
  const still = await api.get(`/scrape/jobs/${open}`);
  const second = await run('backup', database, file);
  await server.close();
  const left = await readdir(database.settings.dataDir);
  const restoring = await run('restore', inFolder('second'), file);
  const restored = await startTestServer(inFolder('second'));
  restored.leadEngine.play('open', { places: 40 });
  const now = createApi(`${restored.url}/api/v1`, key);
  const after = await now.get(`/scrape/jobs/${ended}/results`);
  const continued = await now.ended(open);
  const reads = restored.leadEngine.reads('open');
  await restored.close();

  expect(printed).toBe(`Written to ${file}, and checked.\n`);
  expect(still.body).toMatchObject({ status: 'running' });
  expect(second).toBe(`${file} exists already. Choose another name.\n`);
  expect(left).toEqual(['postgres', 'server.lock']);
  expect(restoring).toBe(`Restored to ${join(folder, 'second')}.\n`);
  expect(before.body.results).toHaveLength(3);
  expect(after.body).toEqual(before.body);
  expect(continued).toMatchObject({ status: 'completed', progress: { scraped: 40 } });
  expect(reads).toBe(10);
});

test('C118: a backup of a stopped server is restored only into a folder without a database', async () => {
  const file = join(folder, 'backup.tar.gz');
  const server = await startTestServer(database);
  const { key } = await server.account(1.5);
  await server.close();

  const printed = await run('backup', database, file);
  await run('restore', inFolder('second'), file);
  const again = await run('restore', inFolder('second'), file);
  const restored = await startTestServer(inFolder('second'));
  const { body } = await createApi(`${restored.url}/api/v1`, key).get('/account');
  await restored.close();

  expect(printed).toBe(`Written to ${file}, and checked.\n`);
  expect(again).toBe(
    `There is a database in ${join(folder, 'second')} already. Move it away, or set DATA_DIR.\n`,
  );
  expect(body).toMatchObject({ balance: 1.5 });
});

test('a backup by the first release, which has no checksums, is restored', async () => {
  const file = join(folder, 'old.tar.gz');
  const pglite = await PGlite.create(join(database.settings.dataDir, 'postgres'));
  await pglite.exec(`insert into account (id, email, password_hash, opening, balance, created_at)
    values ('acct_old', 'old@example.com', '', 100, 90, now())`);
  const dump = await pglite.dumpDataDir('gzip');
  await pglite.close();
  await writeFile(file, Buffer.from(await dump.arrayBuffer()));

  const printed = await run('restore', inFolder('second'), file);
  const restored = await startTestServer(inFolder('second'));
  const { body } = await restored.admin.get('/accounts?email=old@example.com');
  await restored.close();

  expect(printed).toBe(`Restored to ${join(folder, 'second')}.\n`);
  expect(body.accounts).toMatchObject([{ account_id: 'acct_old', balance: 0.09 }]);
});

test('a folder without a database is not backed up', async () => {
  await mkdir(join(folder, 'empty'));

  expect(await run('backup', inFolder('empty'), join(folder, 'x'))).toBe(
    `There is no database in ${join(folder, 'empty')}. Set DATA_DIR to the server's folder.\n`,
  );
  expect(await readdir(folder)).toEqual(['empty']);
});

test('the route needs a token, and a PostgreSQL is left to its own tools', async () => {
  const postgres = await createPostgresDatabase();
  const server = await startTestServer(postgres);

  const stranger = await createApi(`${server.url}/admin`, 'wrong').post('/backup');
  const admin = await server.admin.post('/backup');
  const command = await run('backup', postgres, join(folder, 'x'));
  await server.close();
  await postgres.drop();

  expect([stranger.status, stranger.body.error.code]).toEqual([401, 'invalid_admin_token']);
  expect([admin.status, admin.body.error]).toMatchObject([
    409,
    { message: 'The database is a PostgreSQL server. Back it up with pg_dump.' },
  ]);
  expect(command).toBe('DATABASE_URL is set: use pg_dump and pg_restore for that database.\n');
});
