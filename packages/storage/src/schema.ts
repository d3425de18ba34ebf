import type { Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { DatabaseError } from './startup-failure.ts';

/** The tables of a program. */
export interface Schema {
  /** All migrations by the names that databases remember, in the order in which they run. */
  readonly migrations: Readonly<Record<string, Migration>>;
  /** The version of the program, which its backups name. */
  readonly version: string;
}

/**
 * Brings the tables up to date, or to the state after the migration `last`. Throws DatabaseError when that fails. Several
 * processes may call it on one database at the same time.
 */
export async function migrate<Tables>(
  db: Kysely<Tables>,
  { migrations }: Pick<Schema, 'migrations'>,
  last?: string,
): Promise<void> {
  const provider = { getMigrations: () => Promise.resolve({ ...migrations }) };
  const migrator = new Migrator({ db, provider });
  const { error } = await (last === undefined ? migrator.migrateToLatest() : migrator.migrateTo(last));
  if (error !== undefined) throw new DatabaseError(error);
}
