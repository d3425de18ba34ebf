import type { ResultRow } from '../../providers/row-shape.ts';

/** The table, the charts and the map are made of at most so many rows. */
export const MOST_ROWS = 5_000;
/** Pages of scrapes have rows of megabytes. */
const MOST_CHARACTERS = 16_000_000;

/** The first rows of a job. */
export interface FirstRows {
  readonly rows: readonly ResultRow[];
  /** Whether these are all rows. */
  readonly isWhole: boolean;
}

/**
 * Reads the first rows of a job. A job has up to 500,000, of which the whole text would fill the memory of the server, so
 * searching and sorting look at the first ones.
 */
export async function readFirstRows(pages: AsyncIterable<string>): Promise<FirstRows> {
  const rows: ResultRow[] = [];
  let characters = 0;
  for await (const page of pages) {
    if (rows.length >= MOST_ROWS || characters >= MOST_CHARACTERS) return { rows, isWhole: false };
    characters += page.length;
    for (const row of JSON.parse(`[${page}]`) as ResultRow[]) rows.push(row);
  }
  return { rows: rows.slice(0, MOST_ROWS), isWhole: rows.length <= MOST_ROWS };
}
