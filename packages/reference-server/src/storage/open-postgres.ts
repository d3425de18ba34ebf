import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { CLOCK_OVERRIDE_SETTING, PgBoss, type Clock } from 'pg-boss';
import type { Database } from './database.ts';
import { testable } from './queue-clock.ts';
import type { Tables } from './tables.ts';

const FROZEN_MS = 10_000;

// pg hands out bigint as text; every amount here stays far below 2^53.
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === pg.types.builtins.INT8 && format !== 'binary'
      ? Number
      : (pg.types.getTypeParser(oid, format) as (text: string) => unknown),
};

/** A PostgreSQL server, shared by as many processes as wanted. */
export function openPostgres(connectionString: string, queueClock?: Clock): Database {
  const pool = new pg.Pool({
    connectionString,
    max: 16,
    // The queue's own connections follow its clock; messages are sent on these.
    ...(queueClock && { options: `-c ${CLOCK_OVERRIDE_SETTING}=on` }),
    types,
    // A server that freezes in a transaction would keep its rows locked from those that take over its jobs.
    idle_in_transaction_session_timeout: FROZEN_MS,
  });
  // Without a listener, a connection that drops while nobody queries it would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const boss = new PgBoss({
    connectionString,
    max: 4,
    schedule: false,
    superviseIntervalSeconds: 1,
    monitorIntervalSeconds: 1,
    maintenanceIntervalSeconds: 60,
    ...testable(queueClock),
  });
  return { db, boss, embedded: false, close: async () => await db.destroy() };
}
