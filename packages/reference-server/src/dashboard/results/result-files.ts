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

/** What a spreadsheet takes for the begin of a formula, also behind spaces and in the wide forms of East Asia. */
const formula = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;

/**
 * The same within a text. Where the comma is the decimal sign, a spreadsheet ends cells at semicolons, and then takes the
 * quotation marks around a text for a part of it, so that its lines become rows.
 */
const formulaWithin = /([;\r\n])(?=[^\S\r\n]*[=+\-@\uff1d\uff0b\uff0d\uff20])/g;

/** Puts an apostrophe before what a spreadsheet would run as a formula. Numbers stay numbers. */
export function withoutFormula(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return (formula.test(value) ? `'${value}` : value).replace(formulaWithin, "$1'");
}

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
