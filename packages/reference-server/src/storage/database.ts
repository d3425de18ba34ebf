import type * as storage from '@scrapekit/storage';
import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

export type Transaction = storage.Transaction<Tables>;
/** The database itself or a transaction on it. */
export type Db = Kysely<Tables>;
