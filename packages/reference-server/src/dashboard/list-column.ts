import { parse } from 'csv-parse/sync';
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

/**
 * Reads one column of a text that is a plain list or a CSV file with commas, semicolons or tabs. Without `wanted` it is
 * the column with the most e-mail addresses, or else with the most domains.
 */
export function readColumn(text: string, wanted?: number): ListColumn {
  const records = parseRecords(text);
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

function parseRecords(text: string): readonly (readonly string[])[] {
  try {
    return parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      relaxColumnCount: true,
      relaxQuotes: true,
      skipEmptyLines: true,
      trim: true,
    });
  } catch (error) {
    // The message of csv-parse quotes the line, which the user knows.
    throw invalidRequest(
      `The list cannot be read as a table: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

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
  const countOf = (index: number, matches: (cell: string) => boolean) =>
    rows.reduce((sum, row) => sum + (matches(row[index] ?? '') ? 1 : 0), 0);
  const indexes = Array.from({ length: width }, (_, index) => index);
  for (const matches of [hasAddress, hasDomain]) {
    const counts = indexes.map((index) => countOf(index, matches));
    const most = Math.max(0, ...counts);
    if (most > 0) return counts.indexOf(most);
  }
  return 0;
}
