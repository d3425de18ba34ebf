import { listItems as listStoredItems } from '../jobs/job-items.ts';
import type { StoredJob } from '../jobs/job.ts';
import type { Db } from '../storage/database.ts';

/** Returns the lines of a list without spaces around them and without empty ones. */
export const listItems = (text: string): readonly string[] =>
  text
    .split(/\r\n?|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

export interface ItemsToLines {
  /** The most items. */
  readonly most: number;
  /** Returns the line of an item, or undefined for an item that no line can hold. @default the item as text */
  readonly toLine?: (item: unknown) => string | undefined;
}

/** Returns the items of a job as the list that they were ordered with. */
export async function listOfItems(
  db: Db,
  { id }: StoredJob,
  { most, toLine = String }: ItemsToLines,
): Promise<string> {
  const items = await Array.fromAsync(listStoredItems(db, id, { from: 0, to: most }));
  return items.flatMap((item) => toLine(item) ?? []).join('\n');
}
