import type { StoredJob } from '../jobs/job.ts';
import { listResultPages } from '../jobs/results.ts';
import type { Db } from '../storage/database.ts';
import type { ResultRow } from './row-shape.ts';

/** What the lines of a list are, so that rows of one job can fill the form of another. */
export type ItemKind = 'addresses' | 'people';

/** The items of a job whose outcome is unknown, such as addresses whose mail server did not answer. */
export interface UnknownItems {
  /** Returns what they are, or undefined when the job has none. It reads no rows. */
  kindIn(job: StoredJob): ItemKind | undefined;
  /** Lists them as lines for a form, each once. */
  list(db: Db, job: StoredJob): Promise<readonly string[]>;
}

/** The key in a job's tally of its unknown items. */
export const UNKNOWN = 'unknown';

export const countUnknown = ({ tally }: StoredJob): number => tally[UNKNOWN] ?? 0;

/** Lists the items that `pick` finds in the rows of a job, each once. It holds one page of rows in memory at a time. */
export async function listFromRows(
  db: Db,
  { id }: StoredJob,
  pick: (row: ResultRow) => readonly string[],
): Promise<readonly string[]> {
  const items = new Set<string>();
  for await (const page of listResultPages(db, id))
    for (const row of JSON.parse(`[${page}]`) as ResultRow[]) for (const item of pick(row)) items.add(item);
  return [...items];
}
