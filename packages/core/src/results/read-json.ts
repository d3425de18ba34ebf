import { ResultsError } from '../errors/results-error.ts';
import { bodyBytes } from '../http/body.ts';
import type { HttpBody } from '../http/transport.ts';
import { RowsDocument } from './rows-document.ts';
import type { Row } from './row.ts';

/**
 * Reads the array under the first of `paths` in batches, in memory that does not grow with the document.
 * Throws a ResultsError when the body breaks off or is malformed, after every row before that was handed out.
 */
export async function* readJsonRows(
  body: HttpBody,
  paths: readonly string[],
): AsyncGenerator<readonly Row[]> {
  const document = new RowsDocument(paths);
  let rowsRead = 0;
  try {
    for await (const chunk of bodyBytes(body)) {
      const rows = document.push(chunk);
      rowsRead += rows.length;
      if (rows.length > 0) yield rows;
    }
    const rows = document.flush();
    rowsRead += rows.length;
    if (rows.length > 0) yield rows;
    document.assertComplete();
  } catch (error) {
    if (isAbort(error)) throw error;
    throw new ResultsError(describe(error), { rowsRead, cause: error });
  }
}

const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';

function describe(error: unknown): string {
  if (error instanceof RangeError) return error.message;
  return error instanceof SyntaxError ? 'The results became unreadable' : 'The connection broke';
}
