import { afterAll, beforeAll, describe } from 'vitest';
import { createPgliteDatabase, createPostgresDatabase, type TestDatabase } from './test-database.ts';

/** The storages of the server, as a table for `describe.each`. */
export const storages = [
  ['PGlite', createPgliteDatabase],
  ['PostgreSQL', createPostgresDatabase],
] as const;

/**
 * Runs the suites on PGlite and then on PostgreSQL, with one server on each. A suite gets a function that returns the
 * server, because the server starts after the suites have declared their tests.
 */
export function onBothStorages<S extends { close(): Promise<void> }>(
  title: string,
  start: (database: TestDatabase) => Promise<S>,
  suites: readonly ((server: () => S) => void)[],
): void {
  describe.each(storages)(`${title} on %s`, (_storage, createDatabase) => {
    let database: TestDatabase | undefined;
    let running: S | undefined;

    beforeAll(async () => {
      database = await createDatabase();
      running = await start(database);
    });
    afterAll(async () => {
      await running?.close();
      await database?.drop();
    });

    for (const describeSuite of suites)
      describeSuite(() => {
        if (running === undefined) throw new Error('The server did not start.');
        return running;
      });
  });
}
