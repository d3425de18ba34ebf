import type { Readable } from 'node:stream';
import type { Kysely, Transaction as KyselyTransaction } from 'kysely';
import type { PgBoss } from 'pg-boss';
import type { ReadCache } from './read-cache.ts';
import type { Tables } from './tables.ts';

export type Transaction = KyselyTransaction<Tables>;
/** The database itself or a transaction on it. */
export type Db = Kysely<Tables>;

/** An opened database, PGlite or PostgreSQL. Code outside of this folder is the same for both. */
export interface Database {
  readonly db: Kysely<Tables>;
  readonly boss: PgBoss;
  /** True when no other process can use the data (PGlite). */
  readonly embedded: boolean;
  /** Called for every statement. Absent when other processes write to the database too. */
  readonly cache?: ReadCache;
  /** Archives the database while it is used. Absent on PostgreSQL, which has its own tools. */
  readonly backUp?: () => Promise<Readable>;
  readonly close: () => Promise<void>;
}
