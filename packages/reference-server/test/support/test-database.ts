import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPostgresServer, runStatement } from './postgres-server.ts';

/** A database for one test file, and the settings that point a server at it. */
export interface TestDatabase {
  readonly settings: { readonly dataDir: string; readonly databaseUrl?: string };
  drop(): Promise<void>;
}

/**
 * Creates a data directory with the database that the global set-up prepared. Without the set-up, and with `empty`, the
 * directory is empty, as it is before the first start of a server.
 */
export async function createPgliteDatabase({ empty = false } = {}): Promise<TestDatabase> {
  const dataDir = await mkdtemp(join(tmpdir(), 'scrapekit-pglite-'));
  const template = process.env['TEST_PGLITE_TEMPLATE'];
  if (template !== undefined && !empty)
    await cp(join(template, 'postgres'), join(dataDir, 'postgres'), { recursive: true });
  return { settings: { dataDir }, drop: async () => await rm(dataDir, { recursive: true, force: true }) };
}

/**
 * Creates a database on the server of the global set-up, or on a PostgreSQL that is started for it. With `empty` it has no
 * tables.
 */
export async function createPostgresDatabase({ empty = false } = {}): Promise<TestDatabase> {
  const server = await openPostgresServer();
  const name = `scrapekit_test_${randomBytes(6).toString('hex')}`;
  const template = process.env['TEST_POSTGRES_TEMPLATE'];
  await runStatement(
    server.url,
    `create database ${name} ${template === undefined || empty ? '' : `template ${template}`}`,
  );
  const databaseUrl = new URL(server.url);
  databaseUrl.pathname = `/${name}`;
  return {
    settings: { dataDir: 'unused', databaseUrl: databaseUrl.href },
    drop: async () => {
      await runStatement(server.url, `drop database ${name} with (force)`);
      await server.stop();
    },
  };
}
