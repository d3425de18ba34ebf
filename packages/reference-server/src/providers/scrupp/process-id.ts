import { sql } from 'kysely';
import type { Transaction } from '../../storage/database.ts';

/** The next number of this server (S02). Both APIs draw from one sequence, so that an event names its job in either. */
export async function nextProcessId(trx: Transaction): Promise<string> {
  const { rows } = await sql<{ id: number | string }>`select nextval('scrupp_process_id') as id`.execute(trx);
  const [row] = rows;
  if (row === undefined) throw new Error('The database returned no process id.');
  return String(row.id);
}

/** Checked before the database is asked, which does not take every text. */
export const isProcessId = (id: string): boolean => /^[1-9]\d{0,15}$/.test(id);
