import type { Reader } from '../storage/database.ts';

/** Ledger lines of one kind and job that follow each other, as one. */
export interface Movement {
  readonly kind: string;
  readonly jobId: string | null;
  /** How many ledger lines it stands for. */
  readonly lines: number;
  /** Signed, in thousandths of a credit. */
  readonly units: number;
  /** When the newest of them was booked. */
  readonly at: Date;
}

export interface Movements {
  /** Newest first. */
  readonly movements: readonly Movement[];
  /** The oldest ledger line they stand for; what is older comes before it. Undefined when nothing is older. */
  readonly oldestLine: number | undefined;
}

export interface MovementFilter {
  /** How many ledger lines to look at. */
  readonly limit: number;
  /** Only lines older than this one. */
  readonly before?: number;
}

/** The account's newest ledger lines, a run of rows folded into one movement. */
export async function readMovements(
  db: Reader,
  accountId: string,
  { limit, before }: MovementFilter,
): Promise<Movements> {
  let query = db
    .selectFrom('ledger')
    .select(['id', 'kind', 'units', 'job_id as jobId', 'at'])
    .where('account_id', '=', accountId);
  if (before !== undefined) query = query.where('id', '<', before);
  const lines = await query.orderBy('id', 'desc').limit(limit).execute();
  const movements: Movement[] = [];
  for (const { kind, jobId, units, at } of lines) {
    const last = movements.at(-1);
    if (last !== undefined && last.kind === kind && jobId !== null && last.jobId === jobId)
      movements[movements.length - 1] = { ...last, lines: last.lines + 1, units: last.units + units };
    else movements.push({ kind, jobId, lines: 1, units, at });
  }
  return { movements, oldestLine: lines.length < limit ? undefined : lines.at(-1)?.id };
}
