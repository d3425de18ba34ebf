import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLogger } from '../../src/app/logger.ts';
import { openStorage, type Storage } from '../../src/storage/open-storage.ts';
import { storages } from '../support/on-both-storages.ts';
import type { TestDatabase } from '../support/test-database.ts';

/** Returns the line that the log gets for an error. */
function logged(error: unknown): string {
  let line = '';
  createLogger('error', { write: (text) => (line += text) }).error({ err: error }, 'failed');
  return line;
}

describe.each(storages)('C183: a statement that fails on %s', (_storage, createDatabase) => {
  let database: TestDatabase;
  let storage: Storage;
  beforeAll(async () => {
    database = await createDatabase();
    storage = await openStorage({ ...database.settings, queueNames: [], onError: () => undefined });
    await sql`create table secret (address text constraint one_address unique, n integer)`.execute(
      storage.db,
    );
  });
  afterAll(async () => {
    await storage.close();
    await database.drop();
  });

  const insert = async (address: string, n: unknown) =>
    await sql`insert into secret values (${address}, ${n}::text::integer)`.execute(storage.db);
  const failureOf = async (work: Promise<unknown>): Promise<unknown> =>
    await work.then(
      () => undefined,
      (error: unknown) => error,
    );

  test('is logged with its constraint and the calls that led to it, and without its parameters', async () => {
    await insert('owner@example.com', '1');

    const line = logged(await failureOf(insert('owner@example.com', '2')));

    expect(JSON.parse(line)).toMatchObject({
      err: {
        code: '23505',
        table: 'secret',
        constraint: 'one_address',
        stack: expect.stringContaining('at '),
      },
    });
    expect(line).not.toContain('owner@example.com');
  });

  test('is logged without the value that its message quotes', async () => {
    const line = logged(await failureOf(insert('x', 'sk_live_"quoted" secret')));

    expect(JSON.parse(line)).toMatchObject({
      err: { code: '22P02', message: 'invalid input syntax for type integer: "..."' },
    });
    expect(line).not.toMatch(/sk_live_|quoted|secret/);
  });

  test('is logged without its parameters when it is the cause of another error', async () => {
    const cause = await failureOf(insert('x', 'sk_live_hidden'));

    const line = logged(new AggregateError([new Error('outer', { cause })], 'several'));

    expect(JSON.parse(line)).toMatchObject({
      err: { type: 'AggregateError', errors: [{ message: 'outer', cause: { code: '22P02' } }] },
    });
    expect(line).not.toContain('sk_live_hidden');
  });
});
