import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { parse } from 'csv-parse';
import { HttpError } from '../http/errors.ts';
import { invalidRequest } from './refusals.ts';

export interface Column {
  readonly index: number;
  /** The header, or `Column 2` without one. */
  readonly name: string;
}

/** One column of a pasted or uploaded list. */
export interface ListColumn {
  /** The cells that are not empty, in order, without the header. */
  readonly items: readonly string[];
  readonly chosen: number;
  readonly columns: readonly Column[];
}

/** The most lines of a list, with its header. No job takes more items. */
const MOST_LINES = 100_001;
const MOST_COLUMNS = 1_000;
/** The parser takes seconds for a line of many megabytes. */
const MOST_LINE_CHARACTERS = 100_000;
/** Bytes that are parsed at once. The server answers other requests between them. */
const STEP = 65_536;

/**
 * Reads one column of a text that is a plain list or a CSV file with commas, semicolons or tabs. Without `wanted` it is
 * the column with the most e-mail addresses, or else with the most domains. Throws a 400 for a table that is too large.
 */
export async function readColumn(text: string, wanted?: number): Promise<ListColumn> {
  const records = await parseRecords(text);
  const width = records.reduce((most, record) => Math.max(most, record.length), 0);
  const isInRange = wanted !== undefined && Number.isInteger(wanted) && wanted >= 0 && wanted < width;
  const [header] = records;
  const hasHeader = header !== undefined && records.length > 1 && !header.some(isData);
  const rows = hasHeader ? records.slice(1) : records;
  const chosen = isInRange ? wanted : findBestColumn(rows, width);
  return {
    items: rows.map((row) => row[chosen] ?? '').filter((cell) => cell !== ''),
    chosen,
    columns: Array.from({ length: width }, (_, index) => ({
      index,
      name: (hasHeader && header[index]) || `Column ${index + 1}`,
    })),
  };
}

/** Programs write this line for Excel to name the delimiter. */
const delimiterLine = /^\ufeff?sep=([,;\t])\r?\n/i;

async function parseRecords(sent: string): Promise<readonly (readonly string[])[]> {
  const text = sent.replace(delimiterLine, '');
  const delimiter = delimiterLine.exec(sent)?.[1] ?? delimiterOf(text);
  refuseLongLines(text, delimiter);
  const parser = parse({
    bom: true,
    delimiter,
    // A quoted cell may have several lines.
    maxRecordSize: 10 * MOST_LINE_CHARACTERS,
    relaxColumnCount: true,
    relaxQuotes: true,
    skipEmptyLines: true,
    trim: true,
  });
  const records: (readonly string[])[] = [];
  try {
    const found: AsyncIterable<readonly string[]> = Readable.from(steps(text)).pipe(parser);
    for await (const record of found) {
      if (records.length >= MOST_LINES) throw tooManyLines();
      // A line break within quotes belongs to the cell, so a row may have several lines.
      if (record.length > MOST_COLUMNS) throw tooManyColumns();
      records.push(record);
    }
  } catch (error) {
    if (error instanceof HttpError) throw error;
    // The message of csv-parse quotes the line, which the user knows.
    throw invalidRequest(
      `The list cannot be read as a table: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  return records;
}

async function* steps(text: string): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  for (let from = 0; from < bytes.length; from += STEP) {
    yield bytes.subarray(from, from + STEP);
    await setImmediate();
  }
}

/** Each column is a choice on the page, and a file of 16 MB may have 16 million of them. */
function refuseLongLines(text: string, delimiter: string): void {
  const separator = delimiter.charCodeAt(0);
  for (let at = 0, start = 0, columns = 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === LINE_FEED || code === CARRIAGE_RETURN) {
      columns = 1;
      start = at + 1;
    } else if (code === separator && ++columns > MOST_COLUMNS) throw tooManyColumns();
    else if (at - start >= MOST_LINE_CHARACTERS) throw tooLongLine();
  }
}

const [LINE_FEED, CARRIAGE_RETURN] = [10, 13];

const tooManyColumns = (): HttpError =>
  invalidRequest(
    `A line of the list has more than ${MOST_COLUMNS.toLocaleString('en')} columns. Write one item on each line.`,
  );
const tooLongLine = (): HttpError =>
  invalidRequest(
    `A line of the list has more than ${MOST_LINE_CHARACTERS.toLocaleString('en')} characters. Write one item on each line.`,
  );
const tooManyLines = (): HttpError =>
  invalidRequest(
    `The list has more than ${(MOST_LINES - 1).toLocaleString('en')} lines. Split it and send the parts one after the other.`,
  );

/** Returns the delimiter that occurs most in the first line. A line without one is a single column. */
function delimiterOf(text: string): string {
  const line = /[^\r\n]+/.exec(text)?.[0] ?? '';
  const count = (delimiter: string) => line.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best));
}

const hasAddress = (cell: string): boolean => cell.includes('@');
const hasDomain = (cell: string): boolean => /[^\s.]\.[^\s.]/.test(cell);
const isData = (cell: string): boolean => hasAddress(cell) || hasDomain(cell);

function findBestColumn(rows: readonly (readonly string[])[], width: number): number {
  for (const matches of [hasAddress, hasDomain]) {
    const counts = Array.from({ length: width }, () => 0);
    for (const row of rows)
      for (const [index, cell] of row.entries()) if (matches(cell)) counts[index] = (counts[index] ?? 0) + 1;
    const most = Math.max(0, ...counts);
    if (most > 0) return counts.indexOf(most);
  }
  return 0;
}
