import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { CLOCK_OVERRIDE_SETTING, PgBoss } from 'pg-boss';
import type { Database, DatabaseOptions } from './database.ts';
import { queueClockOptions } from './queues.ts';
import { reportSlowQuery } from './slow-queries.ts';

const FROZEN_MS = 10_000;
/** The longest wait for a new connection, or for one that is in use. Without it a start would wait for minutes. */
const CONNECT_MS = 20_000;

// pg returns bigint as text. All amounts here are far below 2^53, so they are safe as numbers.
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === pg.types.builtins.INT8 && format !== 'binary'
      ? Number
      : (pg.types.getTypeParser(oid, format) as (text: string) => unknown),
};

/** Opens a PostgreSQL server, which any number of processes may share. */
export function openPostgres<Tables>(
  connectionString: string,
  { queueClock, onSlowQuery }: DatabaseOptions = {},
): Database<Tables> {
  const pool = new pg.Pool({
    connectionString,
    max: 16,
    // pg-boss sets the test clock on its connections. Messages are sent on the connections of this pool, which need it
    // too.
    ...(queueClock && { options: `-c ${CLOCK_OVERRIDE_SETTING}=on` }),
    types,
    connectionTimeoutMillis: CONNECT_MS,
    // A process that hangs in a transaction would keep rows locked, so that no other process could take over its jobs.
    idle_in_transaction_session_timeout: FROZEN_MS,
  });
  // Without a listener, a connection that breaks while it is idle would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    ...(onSlowQuery && { log: (event) => reportSlowQuery(event, onSlowQuery) }),
  });
  const boss = new PgBoss({
    connectionString,
    max: 4,
    connectionTimeoutMillis: CONNECT_MS,
    schedule: false,
    superviseIntervalSeconds: 3,
    monitorIntervalSeconds: 3,
    maintenanceIntervalSeconds: 60,
    ...queueClockOptions(queueClock),
  });
  return { db, boss, embedded: false, close: async () => await db.destroy() };
}
