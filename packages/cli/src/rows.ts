import { randomBytes } from 'node:crypto';
import { open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Row } from '@scrapekit/core';
import { stringify } from 'csv-stringify/sync';
import type { Terminal } from './terminal.ts';
import { UsageError } from './exit-codes.ts';

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
    write: (rows, columns) => pipeline(encode(rows, columns, format), stdout, { end: false }),
    discard: () => Promise.resolve(),
  };
}

/** Opens a file before the job starts, so that a path that cannot be written costs nothing. Throws UsageError. */
export async function openFile(path: string, format: RowFormat): Promise<RowTarget> {
  await requireReplaceable(path);
  const incomplete = `${path}.${randomBytes(6).toString('hex')}.part`;
  const file = await createFile(incomplete, path);
  return {
    async write(rows, columns) {
      await pipeline(encode(rows, columns, format), file.createWriteStream());
      await rename(incomplete, path);
    },
    async discard() {
      await file.close();
      await rm(incomplete, { force: true });
    },
  };
}

/** A rename onto a directory fails, and one onto a device or a pipe would remove it. */
async function requireReplaceable(path: string): Promise<void> {
  if (path === '') throw new UsageError('The name of the file is empty.');
  const existing = await stat(path).catch(() => undefined);
  if (existing === undefined || existing.isFile()) return;
  const kind = existing.isDirectory() ? 'is a directory' : 'is not an ordinary file';
  throw new UsageError(`${path} ${kind}, so no rows can be written to it. Give the name of a file.`);
}

/** Creates the incomplete file for the owner only. An existing file or link of this name is refused and not followed. */
async function createFile(incomplete: string, path: string): Promise<FileHandle> {
  try {
    return await open(incomplete, 'wx', 0o600);
  } catch (cause) {
    throw new UsageError(`The file ${path} cannot be written.`, { cause });
  }
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
    waiting.push(row);
    if (waiting.length < BATCH_SIZE) continue;
    yield* encodeRows(waiting.splice(0), columns, { header: !isStarted });
    isStarted = true;
  }
  yield* encodeRows(waiting, columns, { header: !isStarted });
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
    yield separator + JSON.stringify(row);
    separator = ',\n';
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n';
}

/** Joins lists as ScrapeKit's own CSV files do, and writes other objects as JSON. */
function encodeValue(value: unknown): string {
  if (!Array.isArray(value)) return JSON.stringify(value);
  const texts = (value as unknown[]).map((each) => (typeof each === 'string' ? each : JSON.stringify(each)));
  return protectFormula(texts.join(';'));
}

const FORMULA = /^[=@\t\r]|^[+-](?![\d\s().-]+$)/;

/**
 * Puts an apostrophe before a text that a spreadsheet would run as a formula, because the rows come from websites. Phone
 * numbers and negative numbers stay as they are (C115).
 */
export function protectFormula(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}
