import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

/** A file of rows, as JSON and as CSV. */
export type RowsFile = RowsBody & CsvBody;

/** Sends rows as a file. It holds one page of rows in memory at a time. */
export function sendRows(reply: FastifyReply, format: 'json' | 'csv', file: RowsFile): FastifyReply {
  const [type, text] =
    format === 'csv'
      ? ['text/csv; charset=utf-8', csvWithRows(file)]
      : ['application/json; charset=utf-8', jsonWithRows(file)];
  return reply.type(type).send(Readable.from(text, { objectMode: false }));
}

export interface RowsBody {
  /** The fields before the rows. */
  readonly envelope: object;
  /** The key of the rows. */
  readonly list: string;
  /** Rows as JSON values joined by commas. */
  readonly pages: AsyncIterable<string>;
}

/** Yields the text of a JSON object that ends with a list of rows. It holds one page of rows in memory at a time. */
export async function* jsonWithRows({ envelope, list, pages }: RowsBody): AsyncGenerator<string> {
  yield JSON.stringify({ ...envelope, [list]: [] }).slice(0, -']}'.length);
  let separator = '';
  for await (const page of pages) {
    yield separator + page;
    separator = ',';
  }
  yield ']}';
}

interface CsvBody {
  /** The keys of a row, in order. */
  readonly columns: readonly string[];
  /** Rows as JSON values joined by commas. */
  readonly pages: AsyncIterable<string>;
  /** Returns the cell for a value of a row. @default the value */
  readonly toCell?: (value: unknown) => unknown;
}

/** Yields the text of a CSV file with a header. It holds one page of rows in memory at a time. */
async function* csvWithRows({ columns, pages, toCell = (value) => value }: CsvBody): AsyncGenerator<string> {
  yield csvRecord(columns);
  for await (const page of pages) {
    const rows = JSON.parse(`[${page}]`) as Readonly<Record<string, unknown>>[];
    yield rows.map((row) => csvRecord(columns.map((column) => toCell(row[column])))).join('');
  }
}

const needsQuotes = /[",\r\n]/;

/**
 * Returns an RFC 4180 record with its line end. Null and undefined become empty fields. No value is changed (C114,
 * C115).
 */
export const csvRecord = (values: readonly unknown[]): string => `${values.map(csvField).join(',')}\r\n`;

function csvField(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
