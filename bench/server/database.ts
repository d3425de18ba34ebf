import {
  createPgliteDatabase,
  createPostgresDatabase,
  type TestDatabase,
} from '../../packages/reference-server/test/support/test-database.ts';

/** The database that a process opens. */
export type DatabaseSettings = TestDatabase['settings'];

export const storages = { PGlite: createPgliteDatabase, PostgreSQL: createPostgresDatabase } as const;
export type StorageName = keyof typeof storages;
