import type { Readable } from 'node:stream';
import type { Kysely, Transaction as KyselyTransaction } from 'kysely';
import type { Clock as QueueClock, PgBoss } from 'pg-boss';
import type { ReadCache } from './read-cache.ts';
import type { SlowQuery } from './slow-queries.ts';

export type { QueueClock };

export type Transaction<Tables> = KyselyTransaction<Tables>;

/** An opened database, PGlite or PostgreSQL. Code outside of this package is the same for both. */
export interface Database<Tables> {
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

export interface DatabaseOptions {
  /** The clock for delayed messages, which tests set. @default the clock of the database */
  readonly queueClock?: QueueClock | undefined;
  /** Called for each statement that took a second or longer. The statements of the queues are not watched. */
  readonly onSlowQuery?: ((query: SlowQuery) => void) | undefined;
}
