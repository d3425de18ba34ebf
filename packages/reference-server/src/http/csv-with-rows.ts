import { csvRecord } from './csv.ts';

export interface CsvBody {
  /** The keys of a row, in order. */
  readonly columns: readonly string[];
  /** Rows as JSON values joined by commas. */
  readonly pages: AsyncIterable<string>;
  /** What stands in the file for a value of a row. @default the value */
  readonly toCell?: (value: unknown) => unknown;
}

/** A CSV file with a header, a page of rows in memory at a time. */
export async function* csvWithRows({
  columns,
  pages,
  toCell = (value) => value,
}: CsvBody): AsyncGenerator<string> {
  yield csvRecord(columns);
  for await (const page of pages) {
    const rows = JSON.parse(`[${page}]`) as Readonly<Record<string, unknown>>[];
    yield rows.map((row) => csvRecord(columns.map((column) => toCell(row[column])))).join('');
  }
}
