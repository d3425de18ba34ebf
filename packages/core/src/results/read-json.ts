import { ResultsError } from '../errors/results-error.ts';
import { bodyBytes } from '../http/body.ts';
import type { HttpBody } from '../http/transport.ts';
import { ArrayFinder } from './array-finder.ts';
import { RowBuffer } from './row-buffer.ts';
import type { Row } from './row.ts';

/** A document may hold this much outside its rows, and this much in one row. */
const MAX_BYTES = 16 * 1024 * 1024;

/**
 * Reads the array under `path` in batches, in memory that does not grow with the document.
 * Throws a ResultsError when the body breaks off or is malformed, after every row before that was handed out.
 */
export async function* readJsonRows(body: HttpBody, path: string): AsyncGenerator<readonly Row[]> {
  const finder = new ArrayFinder(path);
  const buffer = new RowBuffer();
  let envelope = Buffer.alloc(0);
  let found = false;
  let rowsRead = 0;
  const fail = (problem: string, cause?: unknown) => new ResultsError(problem, { rowsRead, cause });
  try {
    for await (const chunk of bodyBytes(body)) {
      if (!found) {
        const start = finder.find(chunk);
        found = start !== -1;
        envelope = Buffer.concat([envelope, found ? chunk.subarray(0, start) : chunk]);
        if (found) buffer.append(chunk.subarray(start));
      } else if (buffer.rest === undefined) {
        buffer.append(chunk);
      } else {
        buffer.rest = Buffer.concat([buffer.rest, chunk]);
      }
      if (envelope.length + buffer.size + (buffer.rest?.length ?? 0) > MAX_BYTES)
        throw fail('The results hold a row of unreasonable size');
      if (!found || buffer.rest !== undefined) continue;
      const rows = buffer.take();
      rowsRead += rows.length;
      if (rows.length > 0) yield rows;
    }
    if (!found) throw fail(`The answer holds no list of ${path}`);
    if (buffer.rest === undefined) throw fail('The results broke off');
    JSON.parse(Buffer.concat([envelope, buffer.rest]).toString());
  } catch (error) {
    throw error instanceof SyntaxError ? fail('The results became unreadable', error) : error;
  }
}
