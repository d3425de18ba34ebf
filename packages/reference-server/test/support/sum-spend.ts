import { sql } from 'kysely';
import type { Db } from '../../src/storage/database.ts';

/** Returns the sum of what is stored as spent, with grants. It is the balance without the opening balance. */
export async function sumSpend(db: Db, accountId: string): Promise<number> {
  const { units } = await db
    .selectFrom('spend')
    .select(sql<number>`coalesce(sum(units), 0)::bigint`.as('units'))
    .where('account_id', '=', accountId)
    .executeTakeFirstOrThrow();
  return units;
}
