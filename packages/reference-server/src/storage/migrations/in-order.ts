import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Returns a migration that runs SQL statements in order. */
export const inOrder = (statements: readonly string[]): Migration => ({
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
});
