import { sql } from 'kysely';
import type { Db } from '../storage/database.ts';

/** What an account spent in a period on one provider, after refunds. */
export interface PeriodSpend {
  /** The index of the period, from 0. */
  readonly period: number;
  /** The id of the provider. Empty when the provider of a removed job is not known. */
  readonly provider: string;
  /** Thousandths of a credit. */
  readonly units: number;
}

/**
 * Sums what an account spent in periods that follow each other, without grants. `begins` are the times at which the
 * periods begin, in order. The last one lasts until now. The sums are exact for times that are whole quarters of an hour.
 */
export async function listSpend(
  db: Db,
  accountId: string,
  begins: readonly Date[],
): Promise<readonly PeriodSpend[]> {
  const times = begins.map((at) => at.toISOString());
  const period = sql<number>`width_bucket(quarter, ${times}::timestamptz[]) - 1`;
  return await db
    .selectFrom('spend')
    .select([period.as('period'), 'provider', sql<number>`-sum(units)::bigint`.as('units')])
    .where('account_id', '=', accountId)
    .where('kind', '!=', 'grant')
    .where('quarter', '>=', begins[0] ?? new Date())
    .groupBy(['period', 'provider'])
    .orderBy('period')
    .orderBy('provider')
    .execute();
}
