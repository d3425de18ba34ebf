import { sql } from 'kysely';
import type { Db, Transaction } from '../storage/database.ts';
import type { Storage } from '../storage/open-storage.ts';
import { findAccount } from './accounts.ts';

/** The lines of one kind in a group. */
export interface GroupPart {
  readonly kind: string;
  readonly lines: number;
  /** Signed, in thousandths of a credit. */
  readonly units: number;
}

/** All ledger lines of a job, or those of one kind within a quarter of an hour that belong to no job. */
export interface LedgerGroup {
  /** The id of its first line, by which groups are ordered. */
  readonly firstLine: number;
  readonly jobId: string | null;
  readonly provider: string;
  readonly parts: readonly GroupPart[];
  readonly units: number;
  readonly lastAt: Date;
  /** The balance after this group and all earlier ones, in thousandths of a credit. */
  readonly balance: number;
}

export interface LedgerPosition {
  /** Only groups that are older than the one with this first line. */
  readonly before?: number;
  /** Only groups that are newer. */
  readonly after?: number;
}

export interface LedgerPage {
  /** Newest first. */
  readonly groups: readonly LedgerGroup[];
  readonly hasNewer: boolean;
  readonly hasOlder: boolean;
}

/** Lists groups of the ledger. All sums are of one moment, so they add up while jobs write. */
export async function listLedgerGroups(
  storage: Pick<Storage, 'snapshot'>,
  accountId: string,
  { limit, ...position }: LedgerPosition & { readonly limit: number },
): Promise<LedgerPage> {
  return await storage.snapshot(async (trx) => {
    const account = await findAccount(trx, accountId);
    const found = await listFirstLines(trx, accountId, { limit: limit + 1, ...position });
    const isBackward = position.after !== undefined;
    const shown = found.slice(0, limit).toSorted((one, other) => other - one);
    const [newest] = shown;
    const hasMore = found.length > limit;
    if (account === undefined || newest === undefined)
      return { groups: [], hasNewer: false, hasOlder: false };
    const newer = await sumNewer(trx, accountId, newest);
    return {
      groups: withBalances(await readGroups(trx, accountId, shown), account.balance - newer.units),
      hasNewer: isBackward ? hasMore : newer.groups > 0,
      hasOlder: isBackward || hasMore,
    };
  });
}

async function listFirstLines(
  trx: Transaction,
  accountId: string,
  { limit, before, after }: LedgerPosition & { readonly limit: number },
): Promise<readonly number[]> {
  let query = trx.selectFrom('ledger_group').select('first_line').where('account_id', '=', accountId);
  if (before !== undefined) query = query.where('first_line', '<', before);
  if (after !== undefined) query = query.where('first_line', '>', after);
  const rows = await query
    .groupBy('first_line')
    .orderBy('first_line', after === undefined ? 'desc' : 'asc')
    .limit(limit)
    .execute();
  return rows.map((row) => row.first_line);
}

async function sumNewer(
  trx: Transaction,
  accountId: string,
  firstLine: number,
): Promise<{ readonly units: number; readonly groups: number }> {
  return await trx
    .selectFrom('ledger_group')
    .select([
      sql<number>`coalesce(sum(units), 0)::bigint`.as('units'),
      sql<number>`count(*)::bigint`.as('groups'),
    ])
    .where('account_id', '=', accountId)
    .where('first_line', '>', firstLine)
    .executeTakeFirstOrThrow();
}

type GroupWithoutBalance = Omit<LedgerGroup, 'balance'>;

async function readGroups(
  trx: Transaction,
  accountId: string,
  firstLines: readonly number[],
): Promise<readonly GroupWithoutBalance[]> {
  const rows = await trx
    .selectFrom('ledger_group')
    .select(['first_line as firstLine', 'job_id as jobId', 'provider', 'kind', 'lines', 'units'])
    .select('last_at as lastAt')
    .where('account_id', '=', accountId)
    .where('first_line', 'in', firstLines)
    .orderBy('first_line', 'desc')
    .orderBy('kind')
    .execute();
  return firstLines.flatMap((firstLine) => {
    const parts = rows.filter((row) => row.firstLine === firstLine);
    const [first] = parts;
    if (first === undefined) return [];
    const { jobId, provider } = first;
    const lastAt = new Date(Math.max(...parts.map((part) => part.lastAt.getTime())));
    return [{ firstLine, jobId, provider, parts, lastAt, units: sumOf(parts) }];
  });
}

const sumOf = (parts: readonly GroupPart[]): number => parts.reduce((sum, { units }) => sum + units, 0);

/** Adds the balances to groups, newest first. `balance` is the one after the newest group. */
function withBalances(groups: readonly GroupWithoutBalance[], balance: number): readonly LedgerGroup[] {
  let after = balance;
  return groups.map((group) => {
    const shown = { ...group, balance: after };
    after -= group.units;
    return shown;
  });
}

/** Lists what was charged and refunded for a job, by kind. */
export async function listJobParts(
  db: Db,
  { accountId, id }: { readonly accountId: string; readonly id: string },
): Promise<readonly GroupPart[]> {
  return await db
    .selectFrom('ledger_group')
    .select(['kind', 'lines', 'units'])
    .where('account_id', '=', accountId)
    .where('name', '=', id)
    .where('job_id', '=', id)
    .orderBy('kind')
    .execute();
}
