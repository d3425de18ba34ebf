import type { LogEvent } from 'kysely';

/** A statement that takes longer is reported. */
const SLOW_MS = 1_000;
const MOST_CHARACTERS = 500;

/** A slow statement, without its parameters. */
export interface SlowQuery {
  readonly sql: string;
  readonly ms: number;
}

/** Calls `report` for a statement of Kysely's log that was slow. */
export function reportSlowQuery(
  { query, queryDurationMillis }: LogEvent,
  report: (query: SlowQuery) => void,
): void {
  if (queryDurationMillis < SLOW_MS) return;
  const sql = query.sql.replace(/\s+/g, ' ').trim().slice(0, MOST_CHARACTERS);
  report({ sql, ms: Math.round(queryDurationMillis) });
}
