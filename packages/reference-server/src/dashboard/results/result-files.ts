import { protectFormula } from '@scrapekit/core';
import { csvRecord, jsonWithRows, type RowsFile } from '../../http/send-rows.ts';
import type { AddressRows, ResultRow } from '../../providers/row-shape.ts';

export interface FileFormat {
  readonly extension: string;
  readonly type: string;
  /** Yields the text of the file. It holds one page of rows in memory at a time. */
  print(file: RowsFile, addressRows: AddressRows | undefined): AsyncIterable<string>;
}

const CSV = 'text/csv; charset=utf-8';

/** The files that the results of a job can be saved as. */
export const fileFormats: Readonly<Record<string, FileFormat>> = {
  excel: {
    extension: 'csv',
    type: CSV,
    print: (file, addressRows) => csvLines(file, { addressRows, start: BOM, protect: withoutFormula }),
  },
  csv: {
    extension: 'csv',
    type: CSV,
    print: (file, addressRows) => csvLines(file, { addressRows, start: '', protect: (value) => value }),
  },
  json: { extension: 'json', type: 'application/json; charset=utf-8', print: jsonWithRows },
  ndjson: { extension: 'ndjson', type: 'application/x-ndjson; charset=utf-8', print: jsonLines },
};

/** Excel takes a file without this mark for one in the letters of the country. */
const BOM = '\ufeff';

/** Numbers stay numbers. */
const withoutFormula = (value: unknown): unknown =>
  typeof value === 'string' ? protectFormula(value) : value;

interface CsvOptions {
  readonly addressRows: AddressRows | undefined;
  readonly start: string;
  readonly protect: (cell: unknown) => unknown;
}

async function* csvLines(
  { columns: all, pages, toCell = (value) => value }: RowsFile,
  { addressRows, start, protect }: CsvOptions,
): AsyncGenerator<string> {
  const columns = addressRows?.columns ?? all;
  yield start + csvRecord(columns);
  for await (const page of pages) {
    const rows = JSON.parse(`[${page}]`) as readonly ResultRow[];
    const shown = addressRows === undefined ? rows : rows.flatMap((row) => addressRows.split(row));
    yield shown.map((row) => csvRecord(columns.map((column) => protect(toCell(row[column]))))).join('');
  }
}

async function* jsonLines({ pages }: RowsFile): AsyncGenerator<string> {
  for await (const page of pages) {
    const rows = JSON.parse(`[${page}]`) as readonly ResultRow[];
    yield rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  }
}
