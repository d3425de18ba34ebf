import { createHash } from 'node:crypto';
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import type { Migration } from 'kysely/migration';
import { expect, test } from 'vitest';
import { migrations } from '../../src/storage/schema.ts';

/** The migrations of releases. Add those of a release when it is made, and change none. */
const released = [
  ['0001-initial', 'a2543fe1e89015cf'],
  ['0002-sessions', 'cb06cfeab0da5298'],
  ['0003-verification', '7746f4d83e503d0e'],
  ['0004-rate-windows', '02a346591dd19ef4'],
  ['0005-endpoints', '551361ff1653ec30'],
  ['0006-unended-claims', 'bd292af674373265'],
  ['0007-retention', '66ae448330c423a0'],
  ['0008-scrupp', '7b001f8c293ba65e'],
  ['0009-key-scopes', 'ec4217e1ebee63d5'],
  ['0010-job-parts', 'ee74f715f6941072'],
  ['0011-newest-deliveries', '2873d14f4032b8ab'],
] as const;

/** Returns a checksum of the statements of a migration, without their white space. */
async function checksumOf(migration: Migration): Promise<string> {
  const statements: string[] = [];
  const db = new Kysely<unknown>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (introspected) => new PostgresIntrospector(introspected),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
    log: ({ query }) => void statements.push(query.sql.replace(/\s+/g, ' ').trim()),
  });
  await migration.up(db);
  return createHash('sha256').update(statements.join(';\n')).digest('hex').slice(0, 16);
}

test('a released migration keeps its name, its place and its statements, because databases have run it', async () => {
  const first = Object.entries(migrations).slice(0, released.length);
  const checksums = await Promise.all(first.map(async ([name, one]) => [name, await checksumOf(one)]));

  expect(checksums).toEqual(released.map((one) => [...one]));
});

test('the names of all migrations sort in the order in which they run', () => {
  const names = Object.keys(migrations);

  expect(names).toEqual(names.toSorted());
});
