import type { Kysely, Transaction as KyselyTransaction } from 'kysely';
import type { PgBoss } from 'pg-boss';
import type { ReadCache } from './read-cache.ts';
import type { Tables } from './tables.ts';

export type Transaction = KyselyTransaction<Tables>;
/** What a read takes: the database itself or a transaction on it. */
export type Reader = Kysely<Tables>;

/** An opened engine; the rest of the server does not know which. */
export interface Database {
  readonly db: Kysely<Tables>;
  readonly boss: PgBoss;
  /** True when this process alone can reach the data. */
  readonly embedded: boolean;
  /** Sees every statement; absent where other processes write as well. */
  readonly cache?: ReadCache;
  readonly close: () => Promise<void>;
}
