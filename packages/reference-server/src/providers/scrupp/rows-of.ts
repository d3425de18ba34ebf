import { readResultPages } from '../../jobs/results.ts';
import type { Reader } from '../../storage/database.ts';

/** The rows there are so far, in the order of the items; a thousand at most. */
export async function rowsOf(db: Reader, jobId: string): Promise<readonly object[]> {
  const pages = await Array.fromAsync(readResultPages(db, jobId));
  return JSON.parse(`[${pages.join(',')}]`) as object[];
}
