import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { protectFormula, type Row } from '@scrapekit/core';
import { stringify } from 'csv-stringify/sync';
import { UsageError } from './exit-codes.ts';
import { createOutputFile } from './output-file.ts';
import { showControls, type Terminal } from './terminal.ts';

export type RowFormat = 'csv' | 'json';

/** Where rows are written: to stdout or to a file. */
export interface RowTarget {
  /** Writes all rows. A file appears under its name only when it is complete. */
  write(rows: AsyncIterable<Row>, columns: readonly string[]): Promise<void>;
  /** Removes an incomplete file. */
  discard(): Promise<void>;
}

/** Returns a target that writes to stdout. */
export function standardOutput({ stdout }: Terminal, format: RowFormat): RowTarget {
  return {
    async write(rows, columns) {
      const texts = encode(rows, columns, format);
      await pipeline(stdout.isTTY === true ? showEach(texts) : texts, stdout, { end: false });
    },
    discard: () => Promise.resolve(),
  };
}

async function* showEach(texts: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const text of texts) yield showControls(text);
}

/** Opens a file before the job starts, so that a path that cannot be written costs nothing. Throws UsageError. */
export async function openFile(path: string, format: RowFormat): Promise<RowTarget> {
  const file = await createOutputFile(path);
  return {
    write: (rows, columns) => file.write(encode(rows, columns, format)),
    discard: () => file.discard(),
  };
}

const encode = (rows: AsyncIterable<Row>, columns: readonly string[], format: RowFormat): Readable =>
  Readable.from(format === 'json' ? encodeJson(rows) : encodeCsv(rows, columns));

/** How many rows are written at once. The first batch decides the columns, with fields that no definition declares. */
const BATCH_SIZE = 1_000;

async function* encodeCsv(rows: AsyncIterable<Row>, declared: readonly string[]): AsyncGenerator<string> {
  const columns = new Set(declared);
  const waiting: Row[] = [];
  let isStarted = false;
  for await (const row of rows) {
    waiting.push(toRecord(row));
    if (waiting.length < BATCH_SIZE) continue;
    yield* encodeRows(waiting.splice(0), columns, { header: !isStarted });
    isStarted = true;
  }
  yield* encodeRows(waiting, columns, { header: !isStarted });
}

/** Core returns an element of the results that is no object as it was sent. An empty line stands for null. */
function toRecord(row: Row | null): Row {
  if (row === null) return {};
  if (typeof row === 'object' && !Array.isArray(row)) return row;
  throw new UsageError('A row is no object, so it has no columns. Use --json, which writes every row.');
}

/** With the header, all fields of these rows become columns. A later row with another field cannot be written. */
function* encodeRows(
  rows: readonly Row[],
  columns: Set<string>,
  { header }: { readonly header: boolean },
): Generator<string> {
  for (const field of rows.flatMap((row) => Object.keys(row))) {
    if (!columns.has(field) && !header)
      throw new UsageError(
        `A later row has the further field '${field}'. Use --json, which writes every field.`,
      );
    columns.add(field);
  }
  const options = { columns: [...columns], record_delimiter: 'windows', cast: casts } as const;
  if (header) yield stringify([[...columns]], { record_delimiter: 'windows' });
  if (rows.length > 0) yield stringify([...rows], options);
}

const casts = { string: protectFormula, object: encodeValue, boolean: String };

/** Writes a JSON array with one row a line, so that a long result needs little memory. */
async function* encodeJson(rows: AsyncIterable<Row>): AsyncGenerator<string> {
  let separator = '[\n';
  for await (const row of rows) {
    yield separator + toJson(row);
    separator = ',\n';
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n';
}

/** Joins lists as ScrapeKit's own CSV files do, and writes other objects as JSON. */
function encodeValue(value: unknown): string {
  if (!Array.isArray(value)) return toJson(value);
  const texts = (value as unknown[]).map((each) => (typeof each === 'string' ? each : toJson(each)));
  return protectFormula(texts.join(';'));
}

function toJson(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch (cause) {
    throw new Error('A row has a value that is nested too deeply to be written.', { cause });
  }
}
